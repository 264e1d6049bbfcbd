package org.countersign.torture;

import java.nio.file.Path;

/**
 * What was asked for.
 *
 * @param ops acknowledged acts in all, those of an earlier run in the same folder included
 * @param minutes after how long no further act is begun
 */
record Options(Path jar, Path data, long ops, int kills, long seed, int rounds, int minutes) {

    static Options of(String... arguments) {
        var options = new Options(Path.of("target/app/countersign.jar"), Path.of("var/torture"), 2_000, 6, 1, 20, 60);
        for (var k = 0; k + 1 < arguments.length; k += 2) {
            options = options.with(arguments[k], arguments[k + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--jar" -> new Options(Path.of(value), data, ops, kills, seed, rounds, minutes);
            case "--data" -> new Options(jar, Path.of(value), ops, kills, seed, rounds, minutes);
            case "--ops" -> new Options(jar, data, Long.parseLong(value), kills, seed, rounds, minutes);
            case "--kills" -> new Options(jar, data, ops, Integer.parseInt(value), seed, rounds, minutes);
            case "--seed" -> new Options(jar, data, ops, kills, Long.parseLong(value), rounds, minutes);
            case "--rounds" -> new Options(jar, data, ops, kills, seed, Integer.parseInt(value), minutes);
            case "--minutes" -> new Options(jar, data, ops, kills, seed, rounds, Integer.parseInt(value));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }
}
