package org.countersign.approval;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.approval.ApprovalRequest.Figures;
import org.countersign.approval.ApprovalRequest.Kind;
import org.countersign.approval.ApprovalRequest.Traits;
import org.countersign.approval.Rule.Approvers;
import org.countersign.approval.Rule.Needed;
import org.countersign.kernel.AccountId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The rules an organisation starts with; data that it changes from there. */
public final class Policies {

    /** The groups of approvers that the standard rules name. */
    public static final String FINANCE_GROUP = "finance";

    public static final String LEGAL_GROUP = "legal";
    public static final String PROCUREMENT_GROUP = "procurement";

    private Policies() {}

    public static List<Rule> standardRules() {
        return List.of(
                new Rule(1, "Manager", "total > amount(\"0\")", 10, new Approvers.Manager(), Needed.all()),
                new Rule(
                        2,
                        "Cost centre owners",
                        "total > amount(\"5000.00\") || recent_total > amount(\"5000.00\")",
                        20,
                        new Approvers.CostCentreOwners(),
                        Needed.all()),
                new Rule(
                        3,
                        "New vendor",
                        "new_vendor && !emergency",
                        20,
                        new Approvers.Group(PROCUREMENT_GROUP),
                        Needed.any()),
                new Rule(4, "Legal", "\"legal\" in categories", 20, new Approvers.Group(LEGAL_GROUP), Needed.any()),
                new Rule(
                        5,
                        "Finance",
                        "total > amount(\"25000.00\")",
                        30,
                        new Approvers.Group(FINANCE_GROUP),
                        Needed.any()),
                new Rule(
                        6,
                        "Capital expenditure",
                        "capital && total > amount(\"10000.00\")",
                        30,
                        new Approvers.Group(FINANCE_GROUP),
                        Needed.atLeast(2)));
    }

    public static Policy standard(int version, LocalDate validFrom) {
        return Policy.compile(version, validFrom, standardRules());
    }

    /** Reads and asks every standard rule once, so that no person waits for the first use; for the start of the application. */
    public static void warmUp() {
        var nobody = new AccountId(new UUID(0, 0));
        var nothing = new ApprovalRequest(
                Kind.REQUISITION,
                "",
                nobody,
                Set.of(),
                Figures.of(Money.zero(CurrencyUnit.EUR)),
                List.of(),
                Traits.none());
        standard(0, LocalDate.EPOCH).compiled().forEach(each -> each.condition().because(nothing));
    }
}
