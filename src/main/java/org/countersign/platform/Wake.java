package org.countersign.platform;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Wakes this node's consumers when something was told; nothing is lost without it, they look each second anyway. */
@Component
public class Wake {

    private long told;

    synchronized void consumers() {
        told++;
        notifyAll();
    }

    synchronized long told() {
        return told;
    }

    /** Waits until something was told after {@code seen}, at most so long. */
    synchronized void awaitAfter(long seen, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (told == seen) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
