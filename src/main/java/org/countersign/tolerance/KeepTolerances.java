package org.countersign.tolerance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.PageKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to tolerances: a set of rules is entered whole, as the next version, and never changed. */
@Component
public class KeepTolerances {

    /** The most rules a set may have. */
    public static final int MOST_RULES = 500;

    private final ToleranceStore tolerances;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public KeepTolerances(JdbcClient jdbc, Journal journal, Ids ids, Clock clock) {
        this.tolerances = new ToleranceStore(jdbc);
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Enters a set that is in force from a day on, based on the latest version that was seen (0 = none); answers its version. */
    public int enter(int seen, LocalDate from, List<ToleranceRule> rules, Actor by) {
        by.require(Authority.KEEP_RULES);
        Refusal.unless(rules.size() <= MOST_RULES, "too-many-rules", "A set has at most 500 rules.");
        var names = new HashSet<String>();
        for (var rule : rules) {
            Refusal.unless(
                    !rule.id().isEmpty() && rule.id().length() <= 80 && names.add(rule.id()),
                    () -> Refusal.rule(
                            "rule-id",
                            "Each rule has an id of its own, of 1 to 80 characters.",
                            Refusal.Facts.of("field", "id").and("actual", rule.id())));
        }
        Stale.unlessCurrent(seen, tolerances.latest(by.organization()));
        var id = ids.next();
        var version = seen + 1;
        var entries = rules.stream().map(RuleEntry::of).toList();
        if (!tolerances.add(by.organization(), version, id, from, entries, clock.instant())) {
            throw new Stale(seen, version);
        }
        journal.tell(new ToleranceEvent.TolerancesEntered(id, version, from, entries), by);
        return version;
    }

    /** The rules in force on a day; where none are, everything is exact. */
    public Tolerances tolerances(OrganizationId organization, LocalDate on) {
        return tolerances.inForce(organization, on).orElseGet(Tolerances::exact);
    }

    /** The set of a version. */
    public Tolerances version(int version, Actor by) {
        return tolerances
                .ofVersion(by.organization(), version)
                .orElseThrow(() -> new NotFound("set of tolerances", version));
    }

    /** The latest version; 0 where there is none. */
    public int latest(Actor by) {
        return tolerances.latest(by.organization());
    }

    /** The sets that were entered, the newest first. */
    public Page<ToleranceSetRow> page(String after, int size, Actor by) {
        var before = PageKey.read(after, Integer.MAX_VALUE).number(0);
        var rows = tolerances.page(by.organization(), before, size + 1);
        return Page.of(rows, size, row -> PageKey.of(row.version()).text());
    }
}
