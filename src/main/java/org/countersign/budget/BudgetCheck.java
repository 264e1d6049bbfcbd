package org.countersign.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.OrganizationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proves that what is kept beside the ledger is what the ledger adds up to. */
@Component
public class BudgetCheck {

    static final String DIFFERENCES = """
            select g.account_id as account, g.used, coalesce(s.total, 0) as breakdown, coalesce(t.total, 0) as ledger
              from budget.budget_guard g
              left join (select account_id, sum(requested) as requested, sum(committed) as committed,
                                sum(accrued) as accrued, sum(invoiced) as invoiced, sum(paid) as paid,
                                sum(requested + committed + accrued + invoiced + paid) as total
                           from budget.budget_breakdown where organization_id = :organization group by account_id) s
                on s.account_id = g.account_id
              left join (select account_id, sum(requested) as requested, sum(committed) as committed,
                                sum(accrued) as accrued, sum(invoiced) as invoiced, sum(paid) as paid,
                                sum(requested + committed + accrued + invoiced + paid) as total
                           from budget.budget_transfer where organization_id = :organization group by account_id) t
                on t.account_id = g.account_id
             where g.organization_id = :organization
               and (g.used <> coalesce(t.total, 0)
                    or (s.requested, s.committed, s.accrued, s.invoiced, s.paid)
                       is distinct from (t.requested, t.committed, t.accrued, t.invoiced, t.paid))
             order by g.account_id
            """;

    private final JdbcClient jdbc;

    public BudgetCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A budget whose three accounts of the same money differ. */
    public record Difference(BudgetAccountId account, BigDecimal used, BigDecimal breakdown, BigDecimal ledger) {}

    /** The budgets where used, the sum of the breakdown and the fold of the transfers are not the same; none, if all is well. */
    public List<Difference> differences(OrganizationId organization) {
        return jdbc.sql(DIFFERENCES)
                .param("organization", organization.value())
                .query((rows, _) -> new Difference(
                        new BudgetAccountId(rows.getObject("account", UUID.class)),
                        rows.getBigDecimal("used"),
                        rows.getBigDecimal("breakdown"),
                        rows.getBigDecimal("ledger")))
                .list();
    }
}
