package org.countersign.web;

import java.util.Arrays;
import java.util.Optional;

/** The places of the navigation, in their order; the letter goes there after {@code g}. */
public enum Place {
    HOME(Section.YOU, "Home", "home", "/", 'h'),
    APPROVALS(Section.YOU, "Approvals", "inbox", "/approvals", 'a'),
    REQUISITIONS(Section.BUYING, "Requisitions", "file-plus", "/requisitions", 'r'),
    ORDERS(Section.BUYING, "Orders", "shopping-cart", "/orders", 'o'),
    RECEIPTS(Section.BUYING, "Receipts", "package", "/receipts", 'e'),
    INVOICES(Section.BUYING, "Invoices", "file-invoice", "/invoices", 'i'),
    PAYMENTS(Section.BUYING, "Payments", "credit-card", "/payment-proposals", 'p'),
    DOCUMENTS(Section.BUYING, "Documents in", "files", "/documents", 'd'),
    VENDORS(Section.RECORDS, "Vendors", "building-store", "/vendors", 'v'),
    CATALOG(Section.RECORDS, "Catalogue", "book", "/items", 'c'),
    BUDGETS(Section.RECORDS, "Budgets", "chart-pie", "/budgets", 'b'),
    PEOPLE(Section.RECORDS, "People", "users", "/people", 'u'),
    COST_CENTRES(Section.RECORDS, "Cost centres", "hierarchy", "/cost-centres", 't'),
    APPROVAL_RULES(Section.RULES, "Approval rules", "gavel", "/approval-rules", 'l'),
    GROUPS(Section.RULES, "Approver groups", "users-group", "/groups", 'w'),
    TOLERANCES(Section.RULES, "Tolerances", "scale", "/tolerances", 'n'),
    JOURNAL(Section.INSIGHT, "Journal", "history", "/journal", 'j');

    /** A group of places under one heading; {@link #YOU} stands first and has none. */
    public enum Section {
        YOU(""),
        BUYING("Buying"),
        RECORDS("Records"),
        RULES("Rules"),
        INSIGHT("Insight");

        private final String words;

        Section(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Section section;
    private final String words;
    private final String icon;
    private final String href;
    private final char key;

    Place(Section section, String words, String icon, String href, char key) {
        this.section = section;
        this.words = words;
        this.icon = icon;
        this.href = href;
        this.key = key;
    }

    /** The place that an address lies at; none for one's own account and other pages that belong to nobody. */
    public static Optional<Place> of(String address) {
        return Arrays.stream(values())
                .filter(place -> address.equals(place.href)
                        || address.startsWith(place.href + "/")
                        || address.startsWith(place.href + "?"))
                .findFirst();
    }

    public Section section() {
        return section;
    }

    public String words() {
        return words;
    }

    public String icon() {
        return icon;
    }

    public String href() {
        return href;
    }

    public String key() {
        return String.valueOf(key);
    }
}
