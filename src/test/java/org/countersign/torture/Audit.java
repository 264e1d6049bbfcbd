package org.countersign.torture;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.platform.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds ledger, database, journal, documents and files against each other, once everything has come to rest. */
final class Audit {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String LEFT = """
            select (select count(*) from platform.consumer_cursor c
                      join platform.journal j on (j.era, j.transaction_id, j.position) > (c.era, c.transaction_id, c.position)
                     where c.consumer <> 'torture-reader')
                 + (select count(*) from exchange.inbound_document where disposition = 'RECEIVED')
            """;
    private static final String ANSWERS = """
            select key, status, coalesce(location, '') as location, coalesce(outcome, '') as outcome
              from platform.idempotency where organization_id = any(:organizations)
            """;
    // A revision that is rejected is withdrawn by that: the act has its row already.
    private static final String JOURNAL = """
            select j.act || ':' || j.document_id || ':' || j.actor_id
              from platform.journal j
             where j.organization_id = any(:organizations) and j.act = any(:acts) and j.actor_id = any(:people)
               and not (j.act = 'revision-withdrawn'
                        and exists (select from platform.journal r where r.act_id = j.act_id and r.act = 'approval-refused'))
            """;

    private final JdbcClient database;
    private final List<House> houses;
    private final UUID[] organizations;
    private final Findings findings;

    Audit(Instance instance, List<House> houses, Findings findings) {
        this.database = JdbcClient.create(instance.superuser());
        this.houses = List.copyOf(houses);
        this.organizations = houses.stream().map(House::organization).toArray(UUID[]::new);
        this.findings = findings;
    }

    /** Waits until the consumers have read everything and no document lies about; how many rows are left if they do not. */
    void awaitRest(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (left() > 0 && System.nanoTime() < deadline) {
            Instance.pause(250);
        }
    }

    void awaitRest() {
        awaitRest(PATIENCE);
    }

    /** How much has still to be worked off. */
    long left() {
        return database.sql(LEFT).query(Long.class).single();
    }

    /** Everything. */
    void all(Ledger ledger) {
        invariants();
        answers(ledger);
        journal(ledger);
    }

    /** What must hold of the database whatever the ledger says. */
    void invariants() {
        Stream.of(Invariants.ALL, MoneyInvariants.ALL, JournalInvariants.ALL)
                .flatMap(Collection::stream)
                .forEach(invariant -> findings.add(
                        invariant.name(),
                        database.sql(invariant.sql())
                                .param("organizations", organizations)
                                .query(String.class)
                                .list()));
    }

    /** Every acknowledged act has its answer, the same; and no act was done that nobody was told of. */
    void answers(Ledger ledger) {
        var kept = new HashMap<String, Entry.Answered>();
        database.sql(ANSWERS).param("organizations", organizations).query(rows -> {
            kept.put(
                    rows.getString("key"),
                    new Entry.Answered(
                            rows.getInt("status"),
                            rows.getString("location"),
                            Hash.hex(Hash.sha256(rows.getString("outcome"))),
                            null,
                            "",
                            List.of()));
        });
        for (var entry : ledger.entries()) {
            var act = entry.act();
            if (!isOurs(act)) {
                continue;
            }
            var stored = kept.remove(act.key());
            var answer = entry.answer();
            if (answer.isEmpty()) {
                findings.add("an act was never answered", entry.number() + " " + act.deed() + " " + act.path());
            } else if (entry.acknowledged() && stored == null) {
                findings.add("an acknowledged act is lost", entry.number() + " " + act.deed() + " " + act.path());
            } else if (!entry.acknowledged() && stored != null && !isThereAlready(answer.get())) {
                findings.add("an act was refused and done", entry.number() + " " + act.deed() + " " + act.path());
            } else if (entry.acknowledged() && stored != null && !stored.sameAs(answer.get())) {
                findings.add(
                        "the kept answer is another one",
                        entry.number() + " " + act.deed() + " " + act.path() + ": " + stored + ", given "
                                + answer.get());
            }
        }
        kept.keySet().forEach(key -> findings.add("an act was done that nobody meant", key));
    }

    /** The journal has each acknowledged act once, and of these people nothing else. */
    void journal(Ledger ledger) {
        Map<String, Integer> difference = new HashMap<>();
        database.sql(JOURNAL)
                .param("organizations", organizations)
                .param(
                        "acts",
                        Stream.of(Deed.values())
                                .flatMap(deed -> deed.events().stream())
                                .distinct()
                                .toArray(String[]::new))
                .param(
                        "people",
                        houses.stream()
                                .flatMap(house -> house.people().values().stream())
                                .map(Person::account)
                                .toArray(UUID[]::new))
                .query(String.class)
                .list()
                .forEach(row -> difference.merge(row, 1, Integer::sum));
        ledger.entries().stream()
                .filter(entry -> isOurs(entry.act()))
                .flatMap(Entry::told)
                .forEach(row -> difference.merge(row, -1, Integer::sum));
        difference.forEach((row, surplus) -> {
            if (surplus < 0) {
                findings.add("the journal lacks an acknowledged act", row + ", " + -surplus + " times");
            } else if (surplus > 0) {
                findings.add("the journal has an act that nobody acknowledged", row + ", " + surplus + " times");
            }
        });
    }

    /** A repeat was faster than the request that it repeats: the document is there, and placed once. */
    private static boolean isThereAlready(Entry.Answered answer) {
        return answer.code().equals("document-repeated");
    }

    private boolean isOurs(Act act) {
        return Stream.of(organizations).anyMatch(act.organization()::equals);
    }
}
