package org.countersign.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Json;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of rules: versions are added and never changed. */
class PolicyStore {

    static final String IN_FORCE = """
            select version, valid_from, rules::text as rules, named_owner_id, reason, kept_by, kept_at
              from approval.policy_version
             where organization_id = :organization and valid_from <= :on
             order by version desc
             limit 1
            """;
    static final String PAGE = """
            select version, valid_from, rules::text as rules, named_owner_id, reason, kept_by, kept_at
              from approval.policy_version
             where organization_id = :organization and version < :before
             order by version desc
             limit :size
            """;
    static final String LATEST = """
            select coalesce(max(version), 0) from approval.policy_version where organization_id = :organization
            """;
    static final String ADD = """
            insert into approval.policy_version
                   (organization_id, version, valid_from, rules, named_owner_id, reason, kept_by, kept_at)
            values (:organization, :version, :validFrom, :rules::jsonb, :namedOwner, :reason, :keptBy, :keptAt)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PolicyView> findInForce(OrganizationId organization, LocalDate on) {
        return jdbc.sql(IN_FORCE)
                .param("organization", organization.value())
                .param("on", on)
                .query((rows, _) -> policy(rows))
                .optional();
    }

    List<PolicyView> page(OrganizationId organization, int before, int size) {
        return jdbc.sql(PAGE)
                .param("organization", organization.value())
                .param("before", before)
                .param("size", size)
                .query((rows, _) -> policy(rows))
                .list();
    }

    int latest(OrganizationId organization) {
        return jdbc.sql(LATEST)
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    /** Adds a version; false when somebody else has just taken its number. */
    boolean add(OrganizationId organization, PolicyView policy) {
        return jdbc.sql(ADD)
                        .param("organization", organization.value())
                        .params(Params.of(policy))
                        .param("rules", Json.text(policy.rules()))
                        .update()
                == 1;
    }

    private static PolicyView policy(ResultSet rows) throws SQLException {
        return new PolicyView(
                rows.getInt("version"),
                rows.getObject("valid_from", LocalDate.class),
                Arrays.asList(Json.read(rows.getString("rules"), RuleText[].class)),
                new AccountId(rows.getObject("named_owner_id", UUID.class)),
                rows.getString("reason"),
                new AccountId(rows.getObject("kept_by", UUID.class)),
                rows.getObject("kept_at", OffsetDateTime.class).toInstant());
    }
}
