package org.countersign.identity;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.countersign.platform.Edge;
import org.countersign.platform.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets, once an hour and organisation by organisation, the answers that were kept under their keys for long enough. */
@Component
class AnswerExpiry implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerExpiry.class);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final Edge edge;
    private final Organizations organizations;
    private final Transactions transactions;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    AnswerExpiry(Edge edge, Organizations organizations, Transactions transactions) {
        this.edge = edge;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        stopped = end;
        Thread.ofVirtual().name("answer-expiry").start(() -> goRound(end));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void goRound(CountDownLatch end) {
        try {
            while (!end.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                expire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round; an organisation whose turn fails waits for the next. */
    void expire() {
        try {
            transactions.outside(organizations::ids).forEach(edge::expire);
        } catch (RuntimeException e) {
            LOG.warn("old answers wait for the next round: {}", e.getMessage());
        }
    }
}
