package org.countersign.torture;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.countersign.platform.FeedReader;
import org.jspecify.annotations.Nullable;

/**
 * An act has written its journal row and commits slowly; a later one overtakes it, while the journal is read all the time:
 * each row is read once, the overtaken one too.
 */
final class ReaderBesideOlder implements Race {

    private static final String NAME = "torture-reader";
    private static final double SLOWLY = 0.06;
    private static final int PATIENCE_MS = 20_000;

    private static final String TOLD = """
            select position from platform.journal where position > :from order by position
            """;
    private static final String LAST = """
            select coalesce(max(position), 0) from platform.journal
            """;
    private static final String OVERTAKEN = """
            select count(*) from platform.journal held
             where held.position > :from and held.act = 'order-held'
               and exists (select from platform.journal later
                            where later.position > held.position and later.act = 'order-answered')
            """;

    private final Track track;
    private final Brake brake;
    private final FeedReader reader;
    private final Set<Long> read = new HashSet<>();
    private Track.@Nullable Ordered slow;
    private Track.@Nullable Ordered fast;
    private int overtaken;

    ReaderBesideOlder(Track track, Brake brake, Instance instance) {
        this.track = track;
        this.brake = brake;
        this.reader = new FeedReader(instance.feed(), NAME);
    }

    @Override
    public String name() {
        return "a reader beside an older transaction";
    }

    /** In how many rounds a later row was indeed there before an earlier one was committed. */
    int overtaken() {
        return overtaken;
    }

    @Override
    public void round() {
        var held = slow == null ? slow = track.ordered(House.PAPER, 1, "1.00") : slow;
        var answered = fast == null ? fast = track.ordered(House.PAPER, 1, "1.00") : fast;
        while (readOn()) {
            continue;
        }
        brakes(SLOWLY);
        var from = track.database().sql(LAST).query(Long.class).single();

        var older = CompletableFuture.runAsync(
                () -> track.done(onVersion(held, Deed.HOLD, "/hold")), Thread::startVirtualThread);
        Instance.pause(15);
        var later = CompletableFuture.runAsync(() -> answer(answered), Thread::startVirtualThread);
        while (!older.isDone() || !later.isDone()) {
            readOn();
        }

        older.join();
        later.join();
        overtaken += track.database()
                .sql(OVERTAKEN)
                .param("from", from)
                .query(Integer.class)
                .single();
        awaitAll(
                track.database().sql(TOLD).param("from", from).query(Long.class).list());
        track.done(onVersion(held, Deed.RELEASE, "/release"));
    }

    void end() {
        reader.close();
        brakes(0);
    }

    private void awaitAll(List<Long> told) {
        for (var waited = 0; waited < PATIENCE_MS && !read.containsAll(told); waited += 5) {
            readOn();
            Instance.pause(5);
        }
        told.stream()
                .filter(position -> !read.contains(position))
                .forEach(position -> track.found(name(), "position " + position + " was skipped"));
    }

    /** Whether there was anything. */
    private boolean readOn() {
        var positions = reader.next();
        positions.stream()
                .filter(position -> !read.add(position))
                .forEach(position -> track.found(name(), "position " + position + " was read twice"));
        return !positions.isEmpty();
    }

    private void answer(Track.Ordered order) {
        track.done(Act.post(
                track.house(),
                track.house().the("buyer"),
                Deed.NOTE_ANSWER,
                order.path("/answers"),
                "{\"answer\": \"accepted\"}"));
    }

    private Act onVersion(Track.Ordered order, Deed deed, String act) {
        var buyer = track.house().the("buyer");
        var seen = track.client().get(buyer, order.path("")).orElseThrow();
        return Act.post(track.house(), buyer, deed, order.path(act), Wishes.reason("As it was raced"))
                .on(seen.path("version").asInt());
    }

    private void brakes(double seconds) {
        try {
            if (seconds > 0) {
                brake.slow("order-held", seconds);
            } else {
                brake.release();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
