package org.countersign.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaNamesTest {

    private final SchemaNames names = new SchemaNames();

    record BillView(Line line) {

        record Line(String words) {}
    }

    record BillResource() {

        record Line(String words) {}
    }

    @Test
    void aNestedRecordIsNamedAfterWhatItBelongsTo() {
        assertThat(names.of(BillView.Line.class)).isEqualTo("SchemaNamesTestBillLine");
        assertThat(names.of(SchemaNames.class)).isEqualTo("SchemaNames");
    }

    @Test
    void twoRecordsOfOneNameAreRefused() {
        names.of(BillView.Line.class);
        names.of(BillResource.Line.class);

        assertThatThrownBy(names::requireOneTypeEach)
                .hasMessageContaining("BillView$Line")
                .hasMessageContaining("BillResource$Line");
    }

    @Test
    void oneRecordMayBeNamedOften() {
        names.of(BillView.Line.class);
        names.of(BillView.Line.class);

        assertThatCode(names::requireOneTypeEach).doesNotThrowAnyException();
    }
}
