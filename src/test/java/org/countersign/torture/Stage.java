package org.countersign.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Everything that a test of torture needs: two fresh houses of an instance, a ledger, somebody who acts and somebody who kills. */
record Stage(
        Instance instance,
        Ledger ledger,
        Findings findings,
        Brake brake,
        Reaper reaper,
        Client client,
        List<House> houses) {

    /** Sets it up on the instance, with a ledger of its own. */
    static Stage on(Instance instance, String ledgerName, long seed) throws SQLException {
        instance.awaitServing();
        var ledger = Ledger.in(instance.data().resolve(ledgerName + ".jsonl"));
        var findings = new Findings();
        var brake = Brake.in(instance);
        var reaper = new Reaper(instance, brake, seed);
        var client = new Client(instance, ledger, findings, reaper);
        return new Stage(instance, ledger, findings, brake, reaper, client, House.pair(instance, client));
    }

    /** A new instance from the classes of this test run; its files are in memory where the machine allows. */
    static Instance instance(String main) throws IOException {
        var memory = Path.of("/dev/shm");
        var folder = Files.createTempDirectory(
                Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")),
                "countersign-torture");
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new Instance(Launch.classes(classPath, main), folder);
    }

    /** Ends the instance and takes its files away. */
    static void strike(Instance instance) {
        instance.close();
        try (var files = Files.walk(instance.data())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Track track() {
        return new Track(instance, houses.getFirst(), client, findings);
    }

    Races races() {
        return new Races(instance, houses.getFirst(), client, brake, findings, System.out);
    }

    Audit audit() {
        return new Audit(instance, houses, findings);
    }

    /** Waits until everything has come to rest, and holds it all against each other. */
    List<String> audited() {
        instance.awaitServing();
        var audit = audit();
        audit.awaitRest();
        audit.all(ledger);
        new FileAudit(instance, houses, client, findings).all();
        return findings.all();
    }
}
