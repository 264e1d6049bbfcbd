package org.countersign.web;

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
    JOURNAL(Section.INSIGHT, "Journal", "history", "/journal", 'j');

    /** A group of places under one heading; {@link #YOU} stands first and has none. */
    public enum Section {
        YOU(""),
        BUYING("Buying"),
        RECORDS("Records"),
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
