package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.Counting;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.kernel.OrganizationId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A consumer of the journal. */
class ConsumersTest {

    private static final Actor BY = Actor.system(new OrganizationId(UUID.randomUUID()), "test");
    private static final DocumentRef DOCUMENT = new DocumentRef("order", UUID.randomUUID());

    private static TestDatabase database;
    private static Counting feed;
    private static Transactions transactions;
    private static Journal journal;
    private static Consumers consumers;
    private static final List<String> HEARD = new ArrayList<>();

    private record BellRang(DocumentRef document) implements Event {}

    private record LeafFell(DocumentRef document) implements Event {}

    /** Hears of bells. */
    private static final class Listener implements Consumer {

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Set<Class<? extends Event>> hears() {
            return Set.of(BellRang.class);
        }

        @Override
        public void consume(JournalRow row) {
            HEARD.add(row.act());
        }

        @Override
        public void drop() {
            HEARD.clear();
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        feed = new Counting(database.feed());
        transactions = new Transactions(database.app());
        var clock = Clock.systemUTC();
        var jdbc = Pipeline.to(database.app());
        var wake = new Wake();
        journal = new Journal(jdbc, new Ids(clock), clock, wake);
        consumers = new Consumers(
                JdbcClient.create(feed),
                jdbc,
                transactions,
                wake,
                clock,
                new Installation(Path.of("nowhere"), null, null, false, false, false),
                List.of(new Listener()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void worksOffWhatItHearsOfAndPassesOverTheRestTogether() {
        HEARD.clear();
        consumers.catchUp();

        var afterFew = passed(3);
        var afterMany = passed(300);

        assertThat(HEARD).containsExactly("bell-rang", "bell-rang");
        assertThat(afterMany).isEqualTo(afterFew);
    }

    @Test
    void hearsAgainOfWhatItHeardWhenItReadsTheJournalAgain() {
        passed(2);
        var before = List.copyOf(HEARD);

        consumers.replay("listener", List.of(BY.organization()));
        assertThat(HEARD).isEmpty();
        consumers.catchUp();

        assertThat(HEARD).hasSizeGreaterThanOrEqualTo(before.size()).containsOnly("bell-rang");
    }

    /** What it asks of the feed when a bell rings among so many leaves that fall. */
    private static Counting.Cost passed(int leaves) {
        transactions.act(BY, () -> {
            journal.tell(leaves(leaves / 2), BY);
            journal.tell(new BellRang(DOCUMENT), BY);
            journal.tell(leaves(leaves - leaves / 2), BY);
            return true;
        });
        return feed.counted(() -> {
                    consumers.catchUp();
                    return true;
                })
                .cost();
    }

    private static List<Event> leaves(int count) {
        return Stream.<Event>generate(() -> new LeafFell(DOCUMENT)).limit(count).toList();
    }
}
