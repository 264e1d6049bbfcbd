package org.countersign.invoice;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Json;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Invoices and credit notes that somebody is still typing in. A draft has no number and no effect; captured, it keeps its
 * id. It belongs to its author.
 */
@Component
public class Drafting {

    static final String INSERT = """
            insert into invoice.draft (organization_id, id, version, body, author_id, author_name, changed_at)
            values (:organization, :id, 1, :body::jsonb, :by, :byName, :at)
            """;
    static final String CHANGE = """
            update invoice.draft set body = :body::jsonb, version = version + 1, changed_at = :at
             where organization_id = :organization and id = :id
            """;
    static final String LOCK = """
            select d.id, d.version, d.body, d.author_id, d.changed_at from invoice.draft d
             where d.organization_id = :organization and d.id = :id
               for update
            """;
    static final String FIND = """
            select d.id, d.version, d.body, d.author_id, d.changed_at from invoice.draft d
             where d.organization_id = :organization and d.id = :id
            """;
    static final String DELETE = """
            delete from invoice.draft where organization_id = :organization and id = :id
            """;
    static final String OF_AUTHOR = """
            select d.id, d.version, d.body, d.author_id, d.changed_at from invoice.draft d
             where d.organization_id = :organization and d.author_id = :by
             order by d.changed_at desc, d.id desc
             limit 100
            """;

    private final JdbcClient jdbc;
    private final Invoicing invoicing;
    private final Ids ids;
    private final Clock clock;

    public Drafting(JdbcClient jdbc, Invoicing invoicing, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.invoicing = invoicing;
        this.ids = ids;
        this.clock = clock;
    }

    /** A document as far as it was typed. */
    public record Draft(InvoiceId id, int version, Body body, AccountId author, Instant changedAt) {}

    /** What was typed. */
    public record Body(Kind kind, BillWish said) {}

    public InvoiceId write(Body body, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        var id = new InvoiceId(ids.next());
        bound(INSERT, id, by)
                .param("body", Json.text(body))
                .param("by", by.account().value())
                .param("byName", by.name())
                .param("at", Params.column(clock.instant()))
                .update();
        return id;
    }

    /** Types on; refused as stale when it was changed elsewhere meanwhile. */
    public void change(InvoiceId id, int seen, Body body, Actor by) {
        locked(id, seen, InvoicePhase.Act.CHANGE, by);
        bound(CHANGE, id, by)
                .param("body", Json.text(body))
                .param("at", Params.column(clock.instant()))
                .update();
    }

    public void discard(InvoiceId id, int seen, Actor by) {
        locked(id, seen, InvoicePhase.Act.DISCARD, by);
        bound(DELETE, id, by).update();
    }

    /** Captures what was typed, under the draft's id. */
    public Invoice capture(InvoiceId id, int seen, Actor by) {
        var body = locked(id, seen, InvoicePhase.Act.CAPTURE, by).body();
        bound(DELETE, id, by).update();
        return invoicing.captureDraft(
                id, body.said().content(body.kind()), body.said().reason(), by);
    }

    public Draft draft(InvoiceId id, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        return found(FIND, id, by);
    }

    /** The actor's own drafts, the newest first, at most 100. */
    public List<Draft> drafts(Actor by) {
        by.require(Authority.ENTER_INVOICES);
        return jdbc.sql(OF_AUTHOR)
                .param("organization", by.organization().value())
                .param("by", by.account().value())
                .query((rows, _) -> draft(rows))
                .list();
    }

    private Draft locked(InvoiceId id, int seen, InvoicePhase.Act act, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        InvoicePhase.LIFE.next(InvoicePhase.DRAFT, act);
        var draft = found(LOCK, id, by);
        Stale.unlessCurrent(seen, draft.version());
        return draft;
    }

    private Draft found(String sql, InvoiceId id, Actor by) {
        return bound(sql, id, by)
                .query((rows, _) -> draft(rows))
                .optional()
                .filter(draft -> draft.author().equals(by.account()))
                .orElseThrow(() -> new NotFound("draft", id));
    }

    private JdbcClient.StatementSpec bound(String sql, InvoiceId id, Actor by) {
        return jdbc.sql(sql).param("organization", by.organization().value()).param("id", id.value());
    }

    private static Draft draft(java.sql.ResultSet rows) throws java.sql.SQLException {
        return new Draft(
                new InvoiceId(rows.getObject("id", UUID.class)),
                rows.getInt("version"),
                Json.read(rows.getString("body"), Body.class),
                new AccountId(rows.getObject("author_id", UUID.class)),
                rows.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
