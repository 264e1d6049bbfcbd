package org.countersign.bench;

import java.util.Arrays;
import java.util.List;

/** How long each of some operations took, in nanoseconds and ascending, and how long all of them took together. */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand figures, never compared
record Timings(long[] nanos, double seconds) {

    static Timings of(long[] nanos, double seconds) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Timings(sorted, seconds);
    }

    static Timings together(List<Timings> rounds) {
        return of(
                rounds.stream()
                        .flatMapToLong(round -> Arrays.stream(round.nanos))
                        .toArray(),
                rounds.stream().mapToDouble(Timings::seconds).sum());
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    /** The time in milliseconds that this percentage of the operations did not exceed. */
    double percentile(double percent) {
        var place = (int) Math.ceil(percent / 100 * nanos.length) - 1;
        return nanos[Math.clamp(place, 0, nanos.length - 1)] / 1e6;
    }
}
