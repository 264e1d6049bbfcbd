package org.countersign.exchange.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Content;
import org.countersign.platform.Contents;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists and shows documents that were handed in, to those who may hand documents in or see every invoice. */
@Component
public class DocumentFinder {

    /** How long a refused or unplaced document is kept before a person is asked what to do with it. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** The answers a list of documents can give. */
    public enum Listing {
        UNPLACED("Unplaced"),
        RETURNED("Returned"),
        REFUSED("Refused"),
        KEPT_LONG("Kept for 90 days"),
        ALL("All");

        private final String words;

        Listing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static final String PAGE_UNPLACED = """
            select d.* from exchange.inbound_document d
             where d.organization_id = :organization and d.disposition = 'UNPLACED' and d.dismissed_at is null
               and (d.received_at, d.id) < (:at, :id)
             order by d.received_at desc, d.id desc
             limit :size
            """;
    static final String PAGE_RETURNED = """
            select d.* from exchange.inbound_document d
             where d.organization_id = :organization and d.disposition = 'RETURNED' and (d.received_at, d.id) < (:at, :id)
             order by d.received_at desc, d.id desc
             limit :size
            """;
    static final String PAGE_REFUSED = """
            select d.* from exchange.inbound_document d
             where d.organization_id = :organization and d.disposition in ('REFUSED', 'UNSUPPORTED')
               and (d.received_at, d.id) < (:at, :id)
             order by d.received_at desc, d.id desc
             limit :size
            """;
    static final String PAGE_KEPT_LONG = """
            select d.* from exchange.inbound_document d
             where d.organization_id = :organization and d.disposition in ('REFUSED', 'UNSUPPORTED', 'UNPLACED')
               and d.received_at < :before and (d.received_at, d.id) > (:at, :id)
             order by d.received_at, d.id
             limit :size
            """;
    static final String PAGE_ALL = """
            select d.* from exchange.inbound_document d
             where d.organization_id = :organization and (d.received_at, d.id) < (:at, :id)
             order by d.received_at desc, d.id desc
             limit :size
            """;
    static final String COUNT_UNPLACED = """
            select count(*) from (select 1 from exchange.inbound_document d
             where d.organization_id = :organization and d.disposition = 'UNPLACED' and d.dismissed_at is null
             limit 1001) counted
            """;

    private static final String FIRST = "0001-01-01T00:00:00Z";
    private static final String LAST = "9999-12-31T00:00:00Z";

    private final JdbcClient jdbc;
    private final DocumentStore documents;
    private final Contents contents;
    private final Clock clock;

    public DocumentFinder(JdbcClient jdbc, Contents contents, Clock clock) {
        this.jdbc = jdbc;
        this.documents = new DocumentStore(jdbc);
        this.contents = contents;
        this.clock = clock;
    }

    /** A page of the listing, newest first; what was kept long, oldest first. What each became is not among it. */
    public Page<DocumentView> page(Listing listing, String after, int size, Actor by) {
        requireSight(by);
        return switch (listing) {
            case UNPLACED -> page(jdbc.sql(PAGE_UNPLACED), PageKey.read(after, LAST, PageKey.HIGHEST), size, by);
            case RETURNED -> page(jdbc.sql(PAGE_RETURNED), PageKey.read(after, LAST, PageKey.HIGHEST), size, by);
            case REFUSED -> page(jdbc.sql(PAGE_REFUSED), PageKey.read(after, LAST, PageKey.HIGHEST), size, by);
            case ALL -> page(jdbc.sql(PAGE_ALL), PageKey.read(after, LAST, PageKey.HIGHEST), size, by);
            case KEPT_LONG ->
                page(
                        jdbc.sql(PAGE_KEPT_LONG)
                                .param("before", Params.column(clock.instant().minus(KEPT))),
                        PageKey.read(after, FIRST, PageKey.LOWEST),
                        size,
                        by);
        };
    }

    public DocumentView document(InboundId id, Actor by) {
        requireSight(by);
        return documents.find(by.organization(), id).orElseThrow(() -> new NotFound("document", id));
    }

    /** The document as it came; it names prices. */
    public Content content(InboundId id, Actor by) {
        by.require(Authority.SEE_PRICES);
        return contents.content(by.organization(), document(id, by).content());
    }

    /** The notice to the sender of a returned document. */
    public String notice(InboundId id, Actor by) {
        var notice = document(id, by).notice().orElseThrow(() -> new NotFound("notice of document", id));
        return new String(contents.content(by.organization(), notice).bytes(), StandardCharsets.UTF_8);
    }

    /** How many documents wait, counted to 1,000. */
    public int unplaced(Actor by) {
        return jdbc.sql(COUNT_UNPLACED)
                .param("organization", by.organization().value())
                .query(Integer.class)
                .single();
    }

    private Page<DocumentView> page(JdbcClient.StatementSpec statement, PageKey key, int size, Actor by) {
        var rows = statement
                .param("organization", by.organization().value())
                .param("at", key.time(0))
                .param("id", key.id(1))
                .param("size", size + 1)
                .query((found, _) -> DocumentStore.view(found))
                .list();
        return Page.of(rows, size, row -> PageKey.of(row.receivedAt(), row.id()).text());
    }

    private static void requireSight(Actor by) {
        Refusal.unless(
                by.may(Authority.POST_DOCUMENTS) || by.may(Authority.SEE_INVOICES),
                () -> Refusal.forbidden(
                        "not-your-role",
                        "You may not see documents that were handed in.",
                        Refusal.Facts.of("act", Authority.POST_DOCUMENTS.name())));
    }
}
