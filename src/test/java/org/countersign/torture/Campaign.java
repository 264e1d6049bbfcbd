package org.countersign.torture;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Many clients at once, and the kills between them: so many acknowledged acts, so many kills, or until the time is up. */
final class Campaign {

    static final int CLIENTS = 16;

    private final Instance instance;
    private final Ledger ledger;
    private final Findings findings;
    private final Reaper reaper;
    private final List<House> houses;
    private final PrintStream out;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private volatile boolean goesOn = true;

    Campaign(Instance instance, Ledger ledger, Findings findings, Reaper reaper, List<House> houses, PrintStream out) {
        this.instance = instance;
        this.ledger = ledger;
        this.findings = findings;
        this.reaper = reaper;
        this.houses = houses;
        this.out = out;
    }

    /** How much, and by which seed. */
    record Extent(long acts, int kills, long seed, Duration atMost) {}

    /** Drives; answers how many kills there were. */
    int drive(Extent extent) throws SQLException {
        var from = ledger.acknowledged();
        var began = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (var k = 0; k < CLIENTS; k++) {
            var client = new Client(instance, ledger, findings, reaper);
            var purchasing = new Purchasing(
                    houses, client, findings, extent.seed() * 1_000 + k, () -> goesOn && broken.get() == null);
            threads.add(Thread.ofVirtual()
                    .name("client-" + k)
                    .uncaughtExceptionHandler((_, e) -> broken.compareAndSet(null, e))
                    .start(purchasing));
        }
        var kills = 0;
        var said = began;
        var shown = 0;
        while (ledger.acknowledged() - from < extent.acts() && broken.get() == null) {
            if (System.nanoTime() - began > extent.atMost().toNanos()) {
                out.println("  the time is up");
                break;
            }
            var due = (kills + 1) * extent.acts() / (extent.kills() + 1);
            if (kills < extent.kills() && ledger.acknowledged() - from >= due) {
                kills++;
                out.println("  kill " + kills + " after " + (ledger.acknowledged() - from) + " acts: " + reaper.kill());
            }
            if (System.nanoTime() - said > Duration.ofSeconds(30).toNanos()) {
                said = System.nanoTime();
                out.println("  " + (ledger.acknowledged() - from) + " acts after " + (said - began) / 1_000_000_000
                        + " s, " + findings.count() + " findings");
                findings.all().stream().skip(shown).forEach(finding -> out.println("    " + finding));
                shown = findings.all().size();
            }
            Instance.pause(20);
        }
        goesOn = false;
        for (var thread : threads) {
            join(thread);
        }
        if (broken.get() != null) {
            throw new IllegalStateException("a client gave up", broken.get());
        }
        return kills;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
