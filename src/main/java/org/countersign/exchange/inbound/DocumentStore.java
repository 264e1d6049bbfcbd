package org.countersign.exchange.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.ContentId;
import org.countersign.platform.Json;
import org.countersign.platform.Params;
import org.countersign.platform.Problem.Mistake;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of documents that were handed in. */
@Repository
class DocumentStore {

    static final String KEEP = """
            insert into exchange.inbound_document (organization_id, id, content_id, sha256, size, received_at, received_from,
                   disposition)
            values (:organization, :id, :content, :sha256, :size, :at, :from, 'RECEIVED')
            """;
    static final String SAME_BYTES = """
            select id from exchange.inbound_document
             where organization_id = :organization and sha256 = :sha256
               and disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED')
            """;
    static final String SAME_NUMBER = """
            select id from exchange.inbound_document
             where organization_id = :organization and kind = :kind and sender = :sender and number_key = :numberKey
               and disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED') and sender <> '' and id <> :id
            """;
    static final String IDENTIFY = """
            update exchange.inbound_document
               set kind = :kind, format = :format, rule_set = :ruleSet, sender = :sender, sender_name = :senderName,
                   document_number = :number, number_key = :numberKey
             where organization_id = :organization and id = :id and disposition = 'RECEIVED'
            """;
    static final String REFUSE = """
            update exchange.inbound_document
               set disposition = :disposition, kind = :kind, format = :format, rule_set = :ruleSet, reason = :reason,
                   errors = :errors::jsonb, first_id = :first, settled_at = :at
             where organization_id = :organization and id = :id and disposition = 'RECEIVED'
            """;
    static final String SETTLE = """
            update exchange.inbound_document
               set disposition = :disposition, reason = :reason, awaits = :awaits, notice_id = :notice, settled_at = :at
             where organization_id = :organization and id = :id
            """;
    static final String DISMISS = """
            update exchange.inbound_document set dismissed_at = :at, dismissed_by = :by, reason = :reason
             where organization_id = :organization and id = :id
            """;
    static final String BECAME = """
            insert into exchange.inbound_became (organization_id, document_id, became_kind, became_id, became_number)
            values (:organization, :id, :kind, :became, :number)
            """;
    static final String FIND = """
            select d.* from exchange.inbound_document d where d.organization_id = :organization and d.id = :id
            """;
    static final String LOCK = """
            select d.* from exchange.inbound_document d where d.organization_id = :organization and d.id = :id for update
            """;
    static final String WHAT_BECAME = """
            select became_kind, became_id, became_number from exchange.inbound_became
             where organization_id = :organization and document_id = :id
             order by became_number, became_kind
             limit 1000
            """;
    static final String AWAITING = """
            select id from exchange.inbound_document
             where organization_id = :organization and awaits = any(:numbers::text[])
               and disposition = 'UNPLACED' and dismissed_at is null and awaits <> ''
             order by received_at, id
             limit 100
            """;
    static final String LEFT_BEHIND = """
            select id from exchange.inbound_document
             where organization_id = :organization and disposition = 'RECEIVED' and received_at < :before and takes < 5
             order by received_at
             limit 20
            """;
    static final String TAKE_UP = """
            update exchange.inbound_document set takes = takes + 1
             where organization_id = :organization and id = :id and disposition = 'RECEIVED' and takes < 5
            """;

    private final JdbcClient jdbc;

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent") // a hash, written and never compared
    record NewDocument(InboundId id, ContentId content, byte[] sha256, int size, Instant at, String from) {}

    /** What was found out about a document before it was refused. */
    record Verdict(
            Disposition disposition,
            String kind,
            String format,
            String ruleSet,
            String reason,
            List<Mistake> errors,
            Optional<InboundId> first) {}

    void keep(OrganizationId organization, NewDocument document) {
        jdbc.sql(KEEP)
                .param("organization", organization.value())
                .param("id", document.id().value())
                .param("content", document.content().value())
                .param("sha256", document.sha256())
                .param("size", document.size())
                .param("at", Params.column(document.at()))
                .param("from", document.from())
                .update();
    }

    Optional<InboundId> sameBytes(OrganizationId organization, byte[] sha256) {
        return jdbc.sql(SAME_BYTES)
                .param("organization", organization.value())
                .param("sha256", sha256)
                .query(UUID.class)
                .optional()
                .map(InboundId::new);
    }

    Optional<InboundId> sameNumber(OrganizationId organization, ValidDocument readable, String numberKey) {
        return jdbc.sql(SAME_NUMBER)
                .param("organization", organization.value())
                .param("kind", readable.identity().kind().name())
                .param("sender", readable.sender().key())
                .param("numberKey", numberKey)
                .param("id", readable.id().value())
                .query(UUID.class)
                .optional()
                .map(InboundId::new);
    }

    void identify(OrganizationId organization, ValidDocument readable, String numberKey) {
        var identity = readable.identity();
        jdbc.sql(IDENTIFY)
                .param("organization", organization.value())
                .param("id", readable.id().value())
                .param("kind", identity.kind().name())
                .param("format", identity.format())
                .param("ruleSet", identity.ruleSet())
                .param("sender", readable.sender().key())
                .param("senderName", readable.sender().name())
                .param("number", readable.said().number())
                .param("numberKey", numberKey)
                .update();
    }

    void refuse(OrganizationId organization, InboundId id, Verdict verdict, Instant at) {
        jdbc.sql(REFUSE)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("disposition", verdict.disposition().name())
                .param("kind", verdict.kind())
                .param("format", verdict.format())
                .param("ruleSet", verdict.ruleSet())
                .param("reason", verdict.reason())
                .param("errors", Json.text(verdict.errors()))
                .param("first", verdict.first().map(InboundId::value).orElse(null))
                .param("at", Params.column(at))
                .update();
    }

    void settle(
            OrganizationId organization,
            InboundId id,
            Disposition disposition,
            String reason,
            String awaits,
            @Nullable ContentId notice,
            Instant at) {
        jdbc.sql(SETTLE)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("disposition", disposition.name())
                .param("reason", reason)
                .param("awaits", awaits)
                .param("notice", notice == null ? null : notice.value())
                .param("at", Params.column(at))
                .update();
    }

    void dismiss(OrganizationId organization, InboundId id, String reason, String by, Instant at) {
        jdbc.sql(DISMISS)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("reason", reason)
                .param("by", by)
                .param("at", Params.column(at))
                .update();
    }

    void became(OrganizationId organization, InboundId id, List<Became> became) {
        for (var what : became) {
            jdbc.sql(BECAME)
                    .param("organization", organization.value())
                    .param("id", id.value())
                    .param("kind", what.type())
                    .param("became", what.id())
                    .param("number", what.number())
                    .update();
        }
    }

    Optional<DocumentView> find(OrganizationId organization, InboundId id) {
        return one(FIND, organization, id).map(view -> view.with(became(organization, id)));
    }

    /** Locks the document; two that settle it follow one another. */
    Optional<DocumentView> lock(OrganizationId organization, InboundId id) {
        return one(LOCK, organization, id);
    }

    private Optional<DocumentView> one(String sql, OrganizationId organization, InboundId id) {
        return jdbc.sql(sql)
                .param("organization", organization.value())
                .param("id", id.value())
                .query((rows, _) -> view(rows))
                .optional();
    }

    private List<Became> became(OrganizationId organization, InboundId id) {
        return jdbc.sql(WHAT_BECAME)
                .param("organization", organization.value())
                .param("id", id.value())
                .query((rows, _) -> new Became(
                        rows.getString("became_kind"),
                        rows.getObject("became_id", UUID.class),
                        rows.getString("became_number")))
                .list();
    }

    /** The unplaced documents that wait for one of the numbers, the earliest first; at most 100. */
    List<InboundId> awaiting(OrganizationId organization, List<String> numbers) {
        return jdbc.sql(AWAITING)
                .param("organization", organization.value())
                .param("numbers", numbers.toArray(String[]::new))
                .query((rows, _) -> new InboundId(rows.getObject(1, UUID.class)))
                .list();
    }

    /** Documents that were kept before the moment and came to no end; at most 20. */
    List<InboundId> leftBehind(OrganizationId organization, Instant before) {
        return jdbc.sql(LEFT_BEHIND)
                .param("organization", organization.value())
                .param("before", Params.column(before))
                .query((rows, _) -> new InboundId(rows.getObject(1, UUID.class)))
                .list();
    }

    /** Counts one more take of the document; false if it came to an end meanwhile, or was taken up often enough. */
    boolean takeUp(OrganizationId organization, InboundId id) {
        return jdbc.sql(TAKE_UP)
                        .param("organization", organization.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    static DocumentView view(ResultSet rows) throws SQLException {
        return new DocumentView(
                new InboundId(rows.getObject("id", UUID.class)),
                shown(rows.getString("kind")),
                rows.getString("format"),
                Disposition.valueOf(rows.getString("disposition")),
                List.of(),
                rows.getString("sender_name"),
                rows.getString("document_number"),
                rows.getString("reason"),
                Arrays.asList(Json.read(rows.getString("errors"), Mistake[].class)),
                rows.getString("rule_set"),
                Optional.ofNullable(rows.getObject("first_id", UUID.class)).map(InboundId::new),
                Optional.ofNullable(rows.getObject("notice_id", UUID.class)).map(ContentId::new),
                new ContentId(rows.getObject("content_id", UUID.class)),
                rows.getObject("received_at", OffsetDateTime.class).toInstant(),
                rows.getString("received_from"),
                Optional.ofNullable(rows.getString("dismissed_by")));
    }

    /** Codes of ours in lower case, as everywhere in JSON; words for the unsupported as they are. */
    private static String shown(String kind) {
        return kind.matches("[A-Z_]+") ? kind.toLowerCase(Locale.ROOT) : kind;
    }
}
