package org.countersign.budget;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.PageKey;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of periods. */
class PeriodStore {

    static final String CLOSED_FROM = """
            select id, period_from, period_to, state from budget.period
             where organization_id = :organization and state = 'CLOSED' and period_to >= :from
             order by period_to
            """;
    static final String CLOSE = """
            insert into budget.period (organization_id, id, period_from, period_to, state)
            values (:organization, :id, :from, :to, 'CLOSED')
            """;
    static final String OPEN_AGAIN = """
            update budget.period set state = 'OPEN'
             where organization_id = :organization and id = :id and state = 'CLOSED'
            """;
    static final String BY_ID = """
            select id, period_from, period_to, state from budget.period
             where organization_id = :organization and id = :id
            """;
    static final String PAGE = """
            select id, period_from, period_to, state from budget.period
             where organization_id = :organization and (period_to, id) < (:to, :id)
             order by period_to desc, id desc
             limit :size
            """;

    private static final RowMapper<PeriodRow> ROW = (rows, _) -> new PeriodRow(
            rows.getObject("id", UUID.class),
            rows.getObject("period_from", LocalDate.class),
            rows.getObject("period_to", LocalDate.class),
            PeriodRow.State.valueOf(rows.getString("state")));

    private final JdbcClient jdbc;

    PeriodStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The closed periods that end on the day or later, the earliest first. */
    List<PeriodRow> closedFrom(OrganizationId organization, LocalDate from) {
        return jdbc.sql(CLOSED_FROM)
                .param("organization", organization.value())
                .param("from", from)
                .query(ROW)
                .list();
    }

    void close(OrganizationId organization, UUID id, LocalDate from, LocalDate to) {
        jdbc.sql(CLOSE)
                .param("organization", organization.value())
                .param("id", id)
                .param("from", from)
                .param("to", to)
                .update();
    }

    boolean openAgain(OrganizationId organization, UUID id) {
        return jdbc.sql(OPEN_AGAIN)
                        .param("organization", organization.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<PeriodRow> find(OrganizationId organization, UUID id) {
        return jdbc.sql(BY_ID)
                .param("organization", organization.value())
                .param("id", id)
                .query(ROW)
                .optional();
    }

    List<PeriodRow> page(OrganizationId organization, PageKey after, int size) {
        return jdbc.sql(PAGE)
                .param("organization", organization.value())
                .param("to", after.date(0))
                .param("id", after.id(1))
                .param("size", size)
                .query(ROW)
                .list();
    }
}
