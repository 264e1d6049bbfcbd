package org.countersign.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.platform.Json;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what vendors answered. */
@Repository
class AnswerStore {

    static final String INSERT_ANSWER = """
            insert into ordering.order_answer (organization_id, order_id, id, revision, answer, vendor_reference, note, document_id,
                   answered_on, recorded_at, lines)
            values (:organization, :order, :id, :revision, :answer, :reference, :note, :document, :on, :at, :lines::jsonb)
            """;
    static final String DECIDE_ANSWER = """
            update ordering.order_answer set decided = :decided, decided_at = :at
             where organization_id = :organization and order_id = :order and id = :id and decided is null
            """;
    static final String ANSWERS = """
            select id, revision, answer, vendor_reference, note, document_id, answered_on, recorded_at, lines, decided
              from ordering.order_answer
             where organization_id = :organization and order_id = :order
             order by recorded_at
            """;

    private final JdbcClient jdbc;

    AnswerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OrderId order, AnswerId id, VendorAnswer answer, Instant now, Actor by) {
        jdbc.sql(INSERT_ANSWER)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("id", id.value())
                .param("revision", answer.revision())
                .param("answer", answer.kind().name())
                .param("reference", answer.reference())
                .param("note", answer.note())
                .param("document", answer.document().orElse(null))
                .param("on", answer.on())
                .param("at", Params.column(now))
                .param("lines", Json.text(answer.lines()))
                .update();
    }

    boolean decide(OrderId order, AnswerId id, String decided, Instant now, Actor by) {
        return jdbc.sql(DECIDE_ANSWER)
                        .param("organization", by.organization().value())
                        .param("order", order.value())
                        .param("id", id.value())
                        .param("decided", decided)
                        .param("at", Params.column(now))
                        .update()
                == 1;
    }

    List<AnswerView> of(OrderId order, Actor by) {
        return jdbc.sql(ANSWERS)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .query((rows, _) -> new AnswerView(
                        new AnswerId(rows.getObject("id", UUID.class)),
                        rows.getInt("revision"),
                        VendorAnswer.Kind.valueOf(rows.getString("answer")),
                        rows.getString("vendor_reference"),
                        rows.getString("note"),
                        Optional.ofNullable(rows.getObject("document_id", UUID.class)),
                        rows.getObject("answered_on", LocalDate.class),
                        List.of(Json.read(rows.getString("lines"), VendorAnswer.Line[].class)),
                        Optional.ofNullable(rows.getString("decided"))))
                .list();
    }
}
