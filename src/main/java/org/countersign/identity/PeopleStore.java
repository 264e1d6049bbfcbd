package org.countersign.identity;

import static org.countersign.platform.Params.column;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements behind {@link People}. */
final class PeopleStore {

    static final String LOCK = """
            select id from identity.organization where id = :organization for no key update
            """;
    static final String INSERT_ACCOUNT = """
            insert into identity.account (id, name, login, created_at) values (:id, :name, :login, :now)
            on conflict (login) do nothing
            """;
    static final String ACCOUNT_BY_LOGIN = """
            select id from identity.account where login = :login
            """;
    static final String INSERT_MEMBERSHIP = """
            insert into identity.membership (organization_id, account_id, manager_id)
            values (:organization, :account, :manager)
            on conflict do nothing
            """;
    static final String INSERT_GRANT = """
            insert into identity.role_grant (organization_id, account_id, role, cost_centre_ids, granted_at)
            values (:organization, :account, :role, :costCentres::uuid[], :now)
            """;
    static final String DELETE_GRANTS = """
            delete from identity.role_grant where organization_id = :organization and account_id = :account
            """;
    static final String TOUCH = """
            update identity.membership set version = version + 1
             where organization_id = :organization and account_id = :account
            """;
    static final String CHANGE_MANAGER = """
            update identity.membership set manager_id = :manager, version = version + 1
             where organization_id = :organization and account_id = :account
            """;
    static final String CHANGE_ACTIVE = """
            update identity.membership set active = :active, version = version + 1
             where organization_id = :organization and account_id = :account
            """;
    static final String REPORTS_TO = """
            with recursive chain (id) as (
                select :person::uuid
                union
                select m.manager_id from identity.membership m join chain c on m.account_id = c.id
                 where m.organization_id = :organization and m.manager_id is not null)
            select exists (select 1 from chain where id = :manager)
            """;
    static final String HAS_ACTIVE = """
            select exists (select 1 from identity.role_grant g
              join identity.membership m on (m.organization_id, m.account_id) = (g.organization_id, g.account_id)
             where g.organization_id = :organization and g.role = :role and m.active)
            """;
    static final String MISSING_COST_CENTRE = """
            select wanted from unnest(:ids::uuid[]) wanted
             where not exists (select 1 from identity.cost_centre c where c.organization_id = :organization and c.id = wanted)
             limit 1
            """;
    static final String EMPTY_GROUP = """
            delete from identity.approver_group where organization_id = :organization and name = :name
            """;
    static final String FILL_GROUP = """
            insert into identity.approver_group (organization_id, name, account_id)
            select :organization, :name, member from unnest(:members::uuid[]) member
            """;
    static final String MEMBERSHIPS = """
            select organization_id from identity.memberships_of(:account)
            """;
    static final String SET_PASSWORD = """
            update identity.account set password_hash = :hash, failures = 0, locked_until = null where id = :account
            """;
    static final String CHANGE_PASSWORD = """
            update identity.account set password_hash = :hash where id = :account
            """;
    static final String END_OTHER_SESSIONS = """
            delete from identity.session where account_id = :account and token_hash <> :kept
            """;
    static final String END_SESSIONS = """
            delete from identity.session where account_id = :account
            """;
    static final String END_SESSIONS_HERE = """
            delete from identity.session where organization_id = :organization and account_id = :account
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    PeopleStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    void lock(OrganizationId organization) {
        jdbc.sql(LOCK)
                .param("organization", organization.value())
                .query(UUID.class)
                .single();
    }

    /** The account of the login: the one that has it, else the one made now. */
    AccountId account(AccountId fresh, NewPerson person, Instant now) {
        var made = jdbc.sql(INSERT_ACCOUNT)
                .param("id", fresh.value())
                .param("name", person.name())
                .param("login", person.login())
                .param("now", column(now))
                .update();
        return made == 1
                ? fresh
                : new AccountId(jdbc.sql(ACCOUNT_BY_LOGIN)
                        .param("login", person.login())
                        .query(UUID.class)
                        .single());
    }

    boolean insertMembership(OrganizationId organization, AccountId account, @Nullable AccountId manager) {
        return of(INSERT_MEMBERSHIP, organization, account)
                        .param("manager", column(manager))
                        .update()
                == 1;
    }

    void insertGrants(OrganizationId organization, AccountId account, List<Grant> grants, Instant now) {
        batch.batchUpdate(
                INSERT_GRANT,
                grants.stream()
                        .map(grant -> new MapSqlParameterSource()
                                .addValue("organization", organization.value())
                                .addValue("account", account.value())
                                .addValue("role", grant.role().name())
                                .addValue("costCentres", values(grant.costCentres()))
                                .addValue("now", column(now)))
                        .toArray(SqlParameterSource[]::new));
    }

    void deleteGrants(OrganizationId organization, AccountId account) {
        of(DELETE_GRANTS, organization, account).update();
    }

    void touch(OrganizationId organization, AccountId account) {
        of(TOUCH, organization, account).update();
    }

    void changeManager(OrganizationId organization, AccountId account, @Nullable AccountId manager) {
        of(CHANGE_MANAGER, organization, account)
                .param("manager", column(manager))
                .update();
    }

    void changeActive(OrganizationId organization, AccountId account, boolean active) {
        of(CHANGE_ACTIVE, organization, account).param("active", active).update();
    }

    /** Whether the person is the manager or reports to them, directly or through others. */
    boolean reportsTo(OrganizationId organization, AccountId person, AccountId manager) {
        return jdbc.sql(REPORTS_TO)
                .param("organization", organization.value())
                .param("person", person.value())
                .param("manager", manager.value())
                .query(Boolean.class)
                .single();
    }

    boolean hasActive(OrganizationId organization, Role role) {
        return jdbc.sql(HAS_ACTIVE)
                .param("organization", organization.value())
                .param("role", role.name())
                .query(Boolean.class)
                .single();
    }

    Optional<CostCentreId> findMissingCostCentre(OrganizationId organization, Set<CostCentreId> wanted) {
        return jdbc.sql(MISSING_COST_CENTRE)
                .param("organization", organization.value())
                .param("ids", values(wanted))
                .query(UUID.class)
                .optional()
                .map(CostCentreId::new);
    }

    void changeGroup(OrganizationId organization, String name, Set<AccountId> members) {
        jdbc.sql(EMPTY_GROUP)
                .param("organization", organization.value())
                .param("name", name)
                .update();
        jdbc.sql(FILL_GROUP)
                .param("organization", organization.value())
                .param("name", name)
                .param("members", members.stream().map(AccountId::value).toArray(UUID[]::new))
                .update();
    }

    List<OrganizationId> memberships(AccountId account) {
        return jdbc.sql(MEMBERSHIPS)
                .param("account", account.value())
                .query((rows, _) -> new OrganizationId(rows.getObject("organization_id", UUID.class)))
                .list();
    }

    void setPassword(AccountId account, PasswordHash password) {
        jdbc.sql(SET_PASSWORD)
                .param("account", account.value())
                .param("hash", password.encoded())
                .update();
        jdbc.sql(END_SESSIONS).param("account", account.value()).update();
    }

    void changePassword(AccountId account, PasswordHash password, byte[] keptSession) {
        jdbc.sql(CHANGE_PASSWORD)
                .param("account", account.value())
                .param("hash", password.encoded())
                .update();
        jdbc.sql(END_OTHER_SESSIONS)
                .param("account", account.value())
                .param("kept", keptSession)
                .update();
    }

    void endSessions(OrganizationId organization, AccountId account) {
        of(END_SESSIONS_HERE, organization, account).update();
    }

    private JdbcClient.StatementSpec of(String sql, OrganizationId organization, AccountId account) {
        return jdbc.sql(sql).param("organization", organization.value()).param("account", account.value());
    }

    private static UUID[] values(Collection<CostCentreId> ids) {
        return ids.stream().map(CostCentreId::value).toArray(UUID[]::new);
    }
}
