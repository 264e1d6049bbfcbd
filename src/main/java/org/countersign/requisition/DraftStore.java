package org.countersign.requisition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Stale;
import org.countersign.platform.Json;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of drafts: one row each, seen and changed by its author alone. */
class DraftStore {

    static final String ADD = """
            insert into requisition.draft (organization_id, kind, id, version, author_id, number, title, body, updated_at)
            values (:organization, 'requisition', :id, :version, :author, :number, :title, :body::jsonb, :now)
            """;
    static final String LOCK = """
            select 1 from requisition.draft
             where organization_id = :organization and kind = 'requisition' and id = :id and author_id = :author
               for update
            """;
    static final String FIND = """
            select id, version, number, body::text as body, updated_at from requisition.draft
             where organization_id = :organization and kind = 'requisition' and id = :id and author_id = :author
            """;
    static final String CHANGE = """
            update requisition.draft set version = version + 1, title = :title, body = :body::jsonb, updated_at = :now
             where organization_id = :organization and kind = 'requisition' and id = :id and author_id = :author
               and version = :seen
            """;
    static final String DROP = """
            delete from requisition.draft where organization_id = :organization and kind = 'requisition' and id = :id
            """;
    static final String PAGE = """
            select id, version, number, title, updated_at from requisition.draft
             where organization_id = :organization and author_id = :author and (updated_at, id) < (:before, :id)
             order by updated_at desc, id desc
             limit :size
            """;

    private final JdbcClient jdbc;

    DraftStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A draft: what is written so far, and the number where it was submitted before. */
    record Draft(
            RequisitionId id, int version, Optional<String> number, RequisitionContent content, Instant updatedAt) {}

    void add(OrganizationId organization, AccountId author, Draft draft) {
        jdbc.sql(ADD)
                .param("organization", organization.value())
                .param("id", draft.id().value())
                .param("version", draft.version())
                .param("author", author.value())
                .param("number", draft.number().orElse(null))
                .param("title", draft.content().title())
                .param("body", Json.text(draft.content()))
                .param("now", Params.column(draft.updatedAt()))
                .update();
    }

    Optional<Draft> find(RequisitionId id, Actor by) {
        return bound(FIND, id, by).query((rows, _) -> draft(rows)).optional();
    }

    Optional<Draft> findLocked(RequisitionId id, Actor by) {
        bound(LOCK, id, by).query(Integer.class).optional();
        return find(id, by);
    }

    void change(Draft draft, int seen, Actor by) {
        var changed = bound(CHANGE, draft.id(), by)
                .param("title", draft.content().title())
                .param("body", Json.text(draft.content()))
                .param("now", Params.column(draft.updatedAt()))
                .param("seen", seen)
                .update();
        if (changed != 1) {
            throw new Stale(seen, draft.version());
        }
    }

    void drop(OrganizationId organization, RequisitionId id) {
        jdbc.sql(DROP)
                .param("organization", organization.value())
                .param("id", id.value())
                .update();
    }

    List<DraftRow> page(PageKey before, int size, Actor by) {
        return jdbc.sql(PAGE)
                .param("organization", by.organization().value())
                .param("author", by.account().value())
                .param("before", before.time(0))
                .param("id", before.id(1))
                .param("size", size)
                .query((rows, _) -> new DraftRow(
                        new RequisitionId(rows.getObject("id", UUID.class)),
                        Optional.ofNullable(rows.getString("number")),
                        rows.getString("title"),
                        rows.getInt("version"),
                        rows.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private JdbcClient.StatementSpec bound(String sql, RequisitionId id, Actor by) {
        return jdbc.sql(sql)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .param("author", by.account().value());
    }

    private static Draft draft(ResultSet rows) throws SQLException {
        return new Draft(
                new RequisitionId(rows.getObject("id", UUID.class)),
                rows.getInt("version"),
                Optional.ofNullable(rows.getString("number")),
                Json.read(rows.getString("body"), RequisitionContent.class),
                rows.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
