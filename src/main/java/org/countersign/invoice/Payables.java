package org.countersign.invoice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.vendor.VendorId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a payment run looks at: what is due, the credits to net with it, and what is due and blocked. */
@Component
public class Payables {

    /** Most documents that one look answers. */
    public static final int MOST = 5_000;

    static final String DUE = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is not null
               and i.kind = 'INVOICE' and i.due_on <= :until
             order by i.due_on, i.id
             limit :size
            """;
    static final String CREDITS = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is not null
               and i.kind = 'CREDIT_NOTE' and i.vendor_id = any(:vendors)
             order by i.due_on, i.id
             limit :size
            """;
    static final String BLOCKED = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is null and i.due_on <= :until
             order by i.hold_due_on, i.id
             limit :size
            """;

    private final JdbcClient jdbc;

    public Payables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Posted invoices that are due by the day and not wholly settled, the earliest first. */
    public List<InvoiceRow> due(LocalDate until, Actor by) {
        return rows(DUE, by)
                .param("until", until)
                .query((rows, _) -> InvoiceFinder.row(rows))
                .list();
    }

    /** Posted credit notes of these vendors that are not wholly netted yet, whatever their date. */
    public List<InvoiceRow> credits(Collection<VendorId> vendors, Actor by) {
        return rows(CREDITS, by)
                .param("vendors", vendors.stream().map(VendorId::value).toArray(UUID[]::new))
                .query((rows, _) -> InvoiceFinder.row(rows))
                .list();
    }

    /** Held documents that are due by the day: not paid, and why. */
    public List<InvoiceRow> blocked(LocalDate until, Actor by) {
        return rows(BLOCKED, by)
                .param("until", until)
                .query((rows, _) -> InvoiceFinder.row(rows))
                .list();
    }

    private JdbcClient.StatementSpec rows(String sql, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return jdbc.sql(sql).param("organization", by.organization().value()).param("size", MOST);
    }
}
