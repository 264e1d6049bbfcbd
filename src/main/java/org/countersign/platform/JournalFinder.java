package org.countersign.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the journal: a document's life, oldest first, and the organisation's newest rows. */
@Component
public class JournalFinder {

    static final String LIFE = """
            select j.organization_id, j.position, j.act_id, j.recorded_at, j.document_kind, j.document_id, j.revision,
                   j.act, j.actor_id, j.actor_name, j.rule_version, j.payload
              from platform.journal_subject s
              join platform.journal j on (j.organization_id, j.position) = (s.organization_id, s.position)
             where s.organization_id = :organization and s.kind = :kind and s.document_id = :document
               and s.position > :after
             order by s.position
             limit 500
            """;
    static final String NEWEST = """
            select j.organization_id, j.position, j.act_id, j.recorded_at, j.document_kind, j.document_id, j.revision,
                   j.act, j.actor_id, j.actor_name, j.rule_version, j.payload
              from platform.journal j
             where j.organization_id = :organization and j.position < :before
             order by j.position desc
             limit :size
            """;

    private final JdbcClient jdbc;

    public JournalFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows that concern the document, oldest first, at most 500 after the position. */
    public List<JournalRow> life(DocumentRef document, long after, Actor by) {
        return jdbc.sql(LIFE)
                .param("organization", by.organization().value())
                .param("kind", document.kind())
                .param("document", document.id())
                .param("after", after)
                .query((rows, _) -> row(rows))
                .list();
    }

    /** The organisation's newest rows, before the position of the key. */
    public Page<JournalRow> newest(String key, int size, Actor by) {
        by.require(Authority.READ_JOURNAL);
        var before = key.isEmpty() ? Long.MAX_VALUE : Long.parseLong(key);
        var rows = jdbc.sql(NEWEST)
                .param("organization", by.organization().value())
                .param("before", before)
                .param("size", size + 1)
                .query((found, _) -> row(found))
                .list();
        return Page.of(rows, size, row -> Long.toString(row.position()));
    }

    static JournalRow row(ResultSet rows) throws SQLException {
        return new JournalRow(
                new OrganizationId(rows.getObject("organization_id", UUID.class)),
                rows.getLong("position"),
                rows.getObject("act_id", UUID.class),
                rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                new DocumentRef(rows.getString("document_kind"), rows.getObject("document_id", UUID.class)),
                rows.getInt("revision"),
                rows.getString("act"),
                rows.getObject("actor_id", UUID.class),
                rows.getString("actor_name"),
                rows.getString("rule_version"),
                rows.getString("payload"));
    }
}
