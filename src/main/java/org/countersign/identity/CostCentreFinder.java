package org.countersign.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads cost centres; everybody of the organisation may see them, by code. */
@Component
public class CostCentreFinder {

    static final String FIND = """
            select id, code, name, parent_id, owner_id, active, version from identity.cost_centre
             where organization_id = :organization and id = :id
            """;
    static final String BY_CODE = """
            select id, code, name, parent_id, owner_id, active, version from identity.cost_centre
             where organization_id = :organization and code = :code
            """;
    static final String PAGE = """
            select id, code, name, parent_id, owner_id, active, version from identity.cost_centre
             where organization_id = :organization and code > :after
             order by code
             limit :size
            """;
    static final String ALL = """
            select id, code, name, parent_id, owner_id, active, version from identity.cost_centre
             where organization_id = :organization
             order by code
            """;

    private final JdbcClient jdbc;

    public CostCentreFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public CostCentre costCentre(CostCentreId id, Actor by) {
        return jdbc.sql(FIND)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> costCentre(rows))
                .optional()
                .orElseThrow(() -> new NotFound("cost centre", id));
    }

    public Optional<CostCentre> findByCode(String code, Actor by) {
        return jdbc.sql(BY_CODE)
                .param("organization", by.organization().value())
                .param("code", code)
                .query((rows, _) -> costCentre(rows))
                .optional();
    }

    /** The cost centres after the code, by code. */
    public Page<CostCentre> page(String after, int size, Actor by) {
        var rows = jdbc.sql(PAGE)
                .param("organization", by.organization().value())
                .param("after", after)
                .param("size", size + 1)
                .query((found, _) -> costCentre(found))
                .list();
        return Page.of(rows, size, CostCentre::code);
    }

    /** Every cost centre's code. */
    public Map<CostCentreId, String> codes(Actor by) {
        return all(by.organization()).stream().collect(Collectors.toMap(CostCentre::id, CostCentre::code));
    }

    List<CostCentre> all(OrganizationId organization) {
        return jdbc.sql(ALL)
                .param("organization", organization.value())
                .query((rows, _) -> costCentre(rows))
                .list();
    }

    static CostCentre costCentre(ResultSet rows) throws SQLException {
        return new CostCentre(
                new CostCentreId(rows.getObject("id", UUID.class)),
                rows.getString("code"),
                new CostCentre.Terms(
                        rows.getString("name"),
                        parent(rows.getObject("parent_id", UUID.class)),
                        new AccountId(rows.getObject("owner_id", UUID.class)),
                        rows.getBoolean("active")),
                rows.getInt("version"));
    }

    private static @Nullable CostCentreId parent(@Nullable UUID id) {
        return id == null ? null : new CostCentreId(id);
    }
}
