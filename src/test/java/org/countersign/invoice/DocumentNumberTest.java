package org.countersign.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor's document number ... */
class DocumentNumberTest {

    @ParameterizedTest(name = "{0} has the key {1}")
    @CsvSource(delimiter = '|', textBlock = """
            INV-001        | INV1
            INV 1          | INV1
            inv001         | INV1
            'Inv. No 0001' | INVNO1
            000            | 0
            INV-000        | INV0
            0042           | 42
            A007B007       | A7B7
            100            | 100
            2026-001       | 2026001
            2026001        | 2026001
            2026-1         | 20261
            RE/2026/0815   | RE20260815
            ＩＮＶ－００１      | INV1
            №12            | NO12
            INV\u0661\u0662 | INV12
            é-1            | É1
            e\u0301-1      | É1
            straße 7       | STRASSE7
            INVO01         | INVO1
            INV#12*        | INV12
            """)
    void isComparedByItsKey(String printed, String key) {
        assertThat(new DocumentNumber(printed).key()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0} and {1}: same {2}")
    @CsvSource(delimiter = '|', textBlock = """
            INV-001  | inv 1     | true
            INV-001  | INV001    | true
            INV-001  | INV-010   | false
            INV001   | INVO01    | false
            2026-001 | 2026001   | true
            2026-001 | 2025-001  | false
            12345    | 12354     | false
            1,234    | 1234      | true
            """)
    void isTheSameNumberOnlyWhenTheKeysAgree(String one, String other, boolean same) {
        assertThat(new DocumentNumber(one).sameAs(new DocumentNumber(other))).isEqualTo(same);
    }

    @Test
    void isKeptAsPrinted() {
        var number = new DocumentNumber("  Re. 0042/b ");

        assertThat(number.printed()).isEqualTo("Re. 0042/b");
        assertThat(number).hasToString("Re. 0042/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "---", "#/.", "INV\n1", "INV\u00001"})
    void isRefusedWithoutLetterOrDigitOrWithControlCharacters(String printed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new DocumentNumber(printed))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("document-number"));
    }

    @Test
    void isRefusedBeyondAHundredCharacters() {
        assertThat(new DocumentNumber("7".repeat(100)).key()).hasSize(100);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new DocumentNumber("7".repeat(101)))
                .satisfies(refusal -> assertThat(refusal.facts().named()).containsEntry("actual", "101 characters"));
    }
}
