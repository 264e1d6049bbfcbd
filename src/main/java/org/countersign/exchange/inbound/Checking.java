package org.countersign.exchange.inbound;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.countersign.kernel.Refusal;
import org.springframework.stereotype.Component;

/** Lets two documents be checked at once, since each takes a processor and some memory; others wait, at most 20 seconds. */
@Component
class Checking {

    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    <T> T inTurn(Supplier<T> check) {
        if (!hasPlace()) {
            throw new Refusal(
                    Refusal.Kind.TOO_MANY,
                    "checks-busy",
                    "Too many documents are being checked; this one is kept and will be checked in a few minutes.",
                    Refusal.Facts.none());
        }
        try {
            return check.get();
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
