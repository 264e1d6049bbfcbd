package org.countersign.approval;

import java.time.LocalDate;
import java.util.List;
import org.countersign.approval.Rule.Approvers;
import org.countersign.approval.Rule.Needed;

/** The rules an organisation starts with; data that it changes from there. */
public final class Policies {

    /** The groups of approvers that the standard rules name. */
    public static final String FINANCE_GROUP = "finance";

    public static final String LEGAL_GROUP = "legal";
    public static final String PROCUREMENT_GROUP = "procurement";

    private Policies() {}

    public static List<Rule> standardRules() {
        return List.of(
                new Rule(1, "Manager", "total > amount(\"0\")", 10, new Approvers.Manager(), Needed.ALL),
                new Rule(
                        2,
                        "Cost centre owners",
                        "total > amount(\"5000.00\") || recent_total > amount(\"5000.00\")",
                        20,
                        new Approvers.CostCentreOwners(),
                        Needed.ALL),
                new Rule(
                        3,
                        "New vendor",
                        "new_vendor && !emergency",
                        20,
                        new Approvers.Group(PROCUREMENT_GROUP),
                        Needed.ANY),
                new Rule(4, "Legal", "\"legal\" in categories", 20, new Approvers.Group(LEGAL_GROUP), Needed.ANY),
                new Rule(
                        5,
                        "Finance",
                        "total > amount(\"25000.00\")",
                        30,
                        new Approvers.Group(FINANCE_GROUP),
                        Needed.ANY),
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
}
