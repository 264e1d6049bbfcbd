package org.countersign.platform;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets each {@link Housekeeping} go its rounds on a thread of its own, from the start of the application to its end. */
@Component
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<Housekeeping> work;
    private volatile CountDownLatch end = new CountDownLatch(0);

    Rounds(List<Housekeeping> work) {
        this.work = List.copyOf(work);
    }

    @Override
    public void start() {
        var until = new CountDownLatch(1);
        end = until;
        work.forEach(one -> Thread.ofVirtual().name("round-" + one.name()).start(() -> goRound(one, until)));
    }

    @Override
    public void stop() {
        end.countDown();
    }

    @Override
    public boolean isRunning() {
        return end.getCount() > 0;
    }

    private static void goRound(Housekeeping work, CountDownLatch until) {
        try {
            while (!until.await(work.between().toMillis(), TimeUnit.MILLISECONDS)) {
                round(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void round(Housekeeping work) {
        try {
            work.round();
        } catch (RuntimeException e) {
            LOG.warn("{} waits for its next round: {}", work.name(), e.getMessage());
        }
    }
}
