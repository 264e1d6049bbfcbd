package org.countersign.identity;

import static org.countersign.kernel.Authority.KEEP_COST_CENTRES;
import static org.countersign.kernel.Refusal.unless;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens and changes cost centres. Refuses {@code code-taken}, {@code code-length}, {@code name-length}, {@code
 * owner-inactive} and {@code parent-cycle}.
 */
@Component
public class CostCentres {

    static final String INSERT = """
            insert into identity.cost_centre (organization_id, id, code, name, parent_id, owner_id, active)
            values (:organization, :id, :code, :name, :parent, :owner, :active)
            on conflict (organization_id, code) do nothing
            """;
    static final String UPDATE = """
            update identity.cost_centre
               set name = :name, parent_id = :parent, owner_id = :owner, active = :active, version = version + 1
             where organization_id = :organization and id = :id and version = :seen
            """;
    static final String LOCK_ALL = """
            select id, parent_id from identity.cost_centre
             where organization_id = :organization
             order by id
               for no key update
            """;
    static final String OWNER_ACTIVE = """
            select active from identity.membership where organization_id = :organization and account_id = :owner
            """;

    private final JdbcClient jdbc;
    private final CostCentreFinder costCentres;
    private final Journal journal;
    private final Ids ids;

    public CostCentres(JdbcClient jdbc, CostCentreFinder costCentres, Journal journal, Ids ids) {
        this.jdbc = jdbc;
        this.costCentres = costCentres;
        this.journal = journal;
        this.ids = ids;
    }

    /** Opens a cost centre under a code that is not taken. */
    public CostCentre open(String code, CostCentre.Terms terms, Actor by) {
        by.require(KEEP_COST_CENTRES);
        unless(
                !code.isBlank() && code.length() <= 40,
                "code-length",
                "A cost centre needs a code of at most 40 characters.");
        var opened = new CostCentre(new CostCentreId(ids.next()), code.strip(), terms, 1);
        check(opened, by);
        unless(
                bound(INSERT, opened, by).param("code", opened.code()).update() == 1,
                () -> Refusal.conflict(
                        "code-taken",
                        "There is a cost centre " + opened.code() + " already; choose another code.",
                        Refusal.Facts.of("field", "code").and("actual", opened.code())));
        journal.tell(new IdentityEvent.CostCentreOpened(opened.id(), opened.code(), terms), by);
        return opened;
    }

    /** Changes the terms of a cost centre as it was seen. */
    public CostCentre change(CostCentreId id, int seen, CostCentre.Terms terms, Actor by) {
        by.require(KEEP_COST_CENTRES);
        var before = costCentres.costCentre(id, by);
        Stale.unlessCurrent(seen, before.version());
        var after = new CostCentre(id, before.code(), terms, seen + 1);
        check(after, by);
        if (bound(UPDATE, after, by).param("seen", seen).update() != 1) {
            throw new Stale(seen, seen + 1);
        }
        journal.tell(new IdentityEvent.CostCentreChanged(id, before.terms(), terms), by);
        return after;
    }

    private void check(CostCentre costCentre, Actor by) {
        costCentre.terms().check();
        checkOwner(costCentre.owner(), by);
        var parent = costCentre.parent();
        if (parent != null) {
            checkParent(costCentre.id(), parent, by);
        }
    }

    private void checkOwner(AccountId owner, Actor by) {
        var active = jdbc.sql(OWNER_ACTIVE)
                .param("organization", by.organization().value())
                .param("owner", owner.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new NotFound("person", owner));
        unless(active, "owner-inactive", "The owner of a cost centre must be an active person.");
    }

    /** Two changes that each look fine could close a circle together, so the tree is locked while one is made. */
    private void checkParent(CostCentreId id, CostCentreId parent, Actor by) {
        var parents = new HashMap<UUID, @Nullable UUID>();
        locked(by).forEach(link -> parents.put(link.id(), link.parentId()));
        if (!parents.containsKey(parent.value())) {
            throw new NotFound("cost centre", parent);
        }
        unless(
                !leadsTo(id.value(), parent.value(), parents),
                "parent-cycle",
                "A cost centre cannot be part of itself, directly or through others.");
    }

    private static boolean leadsTo(UUID id, UUID from, Map<UUID, @Nullable UUID> parents) {
        for (var at = from; at != null; at = parents.get(at)) {
            if (at.equals(id)) {
                return true;
            }
        }
        return false;
    }

    record Link(UUID id, @Nullable UUID parentId) {}

    private List<Link> locked(Actor by) {
        return jdbc.sql(LOCK_ALL)
                .param("organization", by.organization().value())
                .query((rows, _) -> new Link(rows.getObject("id", UUID.class), rows.getObject("parent_id", UUID.class)))
                .list();
    }

    private JdbcClient.StatementSpec bound(String sql, CostCentre costCentre, Actor by) {
        var parent = costCentre.parent();
        return jdbc.sql(sql)
                .param("organization", by.organization().value())
                .param("id", costCentre.id().value())
                .param("name", costCentre.name())
                .param("parent", parent == null ? null : parent.value())
                .param("owner", costCentre.owner().value())
                .param("active", costCentre.active());
    }
}
