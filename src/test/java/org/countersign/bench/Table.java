package org.countersign.bench;

import java.util.Locale;

/** What the bench prints: one line a measurement, tab-separated, as soon as it is known. */
@SuppressWarnings("SystemOut") // a program that tells a person at a terminal what it measures
final class Table {

    /** What an act costs the database: statements and commits, counted for one act alone. */
    record Cost(int statements, int commits) {

        Cost plus(Cost other) {
            return new Cost(statements + other.statements, commits + other.commits);
        }
    }

    /** The limit's rate, and the median over the rounds of ours divided by the limit's. */
    record Compared(double limitPerSecond, double ratio) {}

    void head() {
        System.out.println(
                "name\tclients\tper_second\tp50_ms\tp95_ms\tp99_ms\tlimit_per_second\tratio\tstatements\tcommits");
    }

    void line(String name, int clients, Timings ours, String compared, String cost) {
        System.out.printf(
                Locale.ROOT,
                "%s\t%d\t%.1f\t%.2f\t%.2f\t%.2f\t%s\t%s%n",
                name,
                clients,
                ours.perSecond(),
                ours.percentile(50),
                ours.percentile(95),
                ours.percentile(99),
                compared,
                cost);
    }

    static String of(Compared compared) {
        return String.format(Locale.ROOT, "%.1f\t%.2f", compared.limitPerSecond(), compared.ratio());
    }

    static String of(Cost cost) {
        return cost.statements() + "\t" + cost.commits();
    }

    /** Anything that is no rate: told under the table's lines, marked as a remark. */
    void remark(String words) {
        System.out.println("# " + words);
    }
}
