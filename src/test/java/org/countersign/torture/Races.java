package org.countersign.torture;

import java.io.PrintStream;
import java.util.List;

/** All races, so many rounds of each. */
final class Races {

    private final Track track;
    private final ReaderBesideOlder reading;
    private final Findings findings;
    private final PrintStream out;

    Races(Instance instance, House house, Client client, Brake brake, Findings findings, PrintStream out) {
        this.track = new Track(instance, house, client, findings);
        this.reading = new ReaderBesideOlder(track, brake, instance);
        this.findings = findings;
        this.out = out;
    }

    /** Runs them one after the other. */
    void run(int rounds) {
        var races = List.of(
                new LastMoney(track),
                new TwoApprovers(track),
                new ApproveOrRevise(track),
                new TwoReceipts(track),
                new TwoReturns(track),
                new TwoInvoices(track),
                reading);
        for (var race : races) {
            run(race, rounds);
        }
        reading.end();
        out.println("  a row was overtaken in " + reading.overtaken() + " of " + rounds + " rounds of the last");
    }

    private void run(Race race, int rounds) {
        var before = findings.count();
        var began = System.nanoTime();
        for (var k = 0; k < rounds; k++) {
            race.round();
        }
        out.println("  race: " + race.name() + ", " + rounds + " rounds in "
                + (System.nanoTime() - began) / 1_000_000_000 + " s, " + (findings.count() - before) + " findings");
    }
}
