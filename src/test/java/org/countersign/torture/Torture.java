package org.countersign.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.countersign.platform.Json;
import tools.jackson.core.type.TypeReference;

/**
 * Tortures an installation of its own: clients act and write down what they were told, somebody kills, everything is
 * started again, and at the end ledger, database, journal, documents and files are held against each other. Then the races.
 */
@SuppressWarnings("SystemOut") // a program that tells a person at a terminal what it does
public final class Torture {

    private static final int SAMPLE = 200;

    private final Options options;
    private final PrintStream out;
    private final Findings findings = new Findings();

    private Torture(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Arguments as {@code bin/torture} gives them; the last word is one line, and the exit code says the same. */
    public static void main(String... arguments) throws IOException, SQLException {
        var torture = new Torture(Options.of(arguments), System.out);
        System.exit(torture.holds() ? 0 : 1);
    }

    private boolean holds() throws IOException, SQLException {
        var began = System.nanoTime();
        Files.createDirectories(options.data());
        lookIntoTheJar();
        out.println("torture of " + options.jar() + " in " + options.data() + ", seed " + options.seed() + ", "
                + Instant.now());
        try (var instance = new Instance(
                        Launch.shipped(options.jar()), options.data().resolve("instance"));
                var ledger = Ledger.in(options.data().resolve("ledger.jsonl"))) {
            instance.awaitServing();
            var brake = Brake.in(instance);
            var reaper = new Reaper(instance, brake, options.seed());
            var client = new Client(instance, ledger, findings, reaper);
            var houses = houses(instance, client);
            ledger.unknown().forEach(client::finish);
            var kills = new Campaign(instance, ledger, findings, reaper, houses, out)
                    .drive(new Campaign.Extent(
                            Math.max(0, options.ops() - ledger.acknowledged()),
                            options.kills(),
                            options.seed(),
                            Duration.ofMinutes(options.minutes())));
            var acts = ledger.acknowledged();
            out.println("driven: " + acts + " acknowledged acts of " + ledger.intended() + " meant, " + kills
                    + " kills " + reaper.kills() + ", the application started " + instance.starts() + " times");
            audit(instance, ledger, houses, client);
            if (options.rounds() > 0) {
                new Races(instance, houses.getFirst(), client, brake, findings, out).run(options.rounds());
                audit(instance, ledger, houses, client);
            }
            return said(acts, kills, (System.nanoTime() - began) / 1_000_000_000);
        }
    }

    /** What is shipped has nothing of the torture in it, and so no switch for it. */
    private void lookIntoTheJar() throws IOException {
        try (var jar = new JarFile(options.jar().toFile())) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.contains("torture"))
                    .forEach(name -> findings.add("the shipped jar has something of the torture", name));
        }
    }

    private void audit(Instance instance, Ledger ledger, List<House> houses, Client client) {
        var audit = new Audit(instance, houses, findings);
        var began = System.nanoTime();
        audit.awaitRest();
        out.println(
                "at rest after " + (System.nanoTime() - began) / 1_000_000_000 + " s, " + audit.left() + " rows left");
        audit.all(ledger);
        new FileAudit(instance, houses, client, findings).all();
        new Repetition(ledger, client, findings).ofSome(SAMPLE, options.seed());
        out.println("audited: " + findings.count() + " findings");
        findings.all().forEach(finding -> out.println("  " + finding));
    }

    private boolean said(long acts, int kills, long seconds) {
        findings.byKind().forEach((kind, count) -> out.println("  " + count + " times: " + kind));
        out.println("torture: " + acts + " acknowledged acts, " + kills + " kills, " + options.rounds()
                + " rounds of each race, seed " + options.seed() + ", " + seconds + " s, " + findings.count()
                + " findings");
        return findings.count() == 0;
    }

    /** The houses of the folder, or new ones. */
    private List<House> houses(Instance instance, Client client) throws IOException, SQLException {
        var file = options.data().resolve("houses.json");
        if (Files.exists(file)) {
            return Json.mapper().readValue(Files.readString(file), new TypeReference<List<House>>() {});
        }
        var houses = House.pair(instance, client);
        Files.writeString(file, Json.text(houses));
        return houses;
    }
}
