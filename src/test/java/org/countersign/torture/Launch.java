package org.countersign.torture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the application under test is started: the jar as it is shipped, or classes of a class path with a main of their own. */
record Launch(List<String> command) {

    private static final String AS_SERVED = "@bin/java.options";

    Launch {
        command = List.copyOf(command);
    }

    /** The jar that {@code bin/run} starts, with what its rehearsal left beside it. */
    static Launch shipped(Path jar) {
        var rehearsed = jar.resolveSibling("countersign.aot");
        return java(
                Files.exists(rehearsed)
                        ? List.of("-XX:AOTCache=" + rehearsed, "-jar", jar.toString())
                        : List.of("-jar", jar.toString()));
    }

    /** A main class of a class path; compiles less eagerly, since it lives for seconds. */
    static Launch classes(String classPath, String main) {
        return java(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, main));
    }

    private static Launch java(List<String> what) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(AS_SERVED);
        command.addAll(what);
        return new Launch(command);
    }

    /** Starts it on the folder and the port, empty; what it says goes to a log beside its data. */
    Process start(Path data, int port) {
        var whole = new ArrayList<>(command);
        whole.add("--server.address=127.0.0.1");
        whole.add("--server.port=" + port);
        whole.add("--countersign.data=" + data);
        whole.add("--countersign.demonstration=false");
        var log = ProcessBuilder.Redirect.appendTo(new File(data.toFile(), "application.log"));
        try {
            return new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
