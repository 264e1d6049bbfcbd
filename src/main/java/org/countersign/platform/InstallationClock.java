package org.countersign.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The clock of the installation: the machine's, except inside {@link #at}, where work is done as of another moment. That
 * is how the demonstration lives through its last 90 days, through the same doors as everybody.
 */
public final class InstallationClock extends Clock {

    private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();

    private final Clock machine;
    private final ZoneId zone;

    public InstallationClock() {
        this(Clock.systemUTC(), ZoneOffset.UTC);
    }

    private InstallationClock(Clock machine, ZoneId zone) {
        this.machine = machine;
        this.zone = zone;
    }

    /** Does the work with the clock standing at the moment. */
    public static <T> T at(Instant moment, Supplier<T> work) {
        return ScopedValue.where(MOMENT, moment).call(work::get);
    }

    @Override
    public Instant instant() {
        return MOMENT.isBound() ? MOMENT.get() : machine.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new InstallationClock(machine, other);
    }
}
