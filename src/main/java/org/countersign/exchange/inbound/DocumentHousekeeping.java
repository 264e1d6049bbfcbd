package org.countersign.exchange.inbound;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.countersign.identity.Organizations;
import org.countersign.platform.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Every half minute, takes up the documents of each organisation that were kept and came to no end. */
@Component
class DocumentHousekeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentHousekeeping.class);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final DocumentDoor door;
    private final Organizations organizations;
    private final Transactions transactions;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    DocumentHousekeeping(DocumentDoor door, Organizations organizations, Transactions transactions) {
        this.door = door;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        stopped = end;
        Thread.ofVirtual().name("document-housekeeping").start(() -> goRound(end));
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
                takeUpLeftBehind();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeUpLeftBehind() {
        try {
            transactions.outside(organizations::ids).forEach(door::takeUpLeftBehind);
        } catch (RuntimeException e) {
            LOG.warn("documents that were left behind wait for the next round: {}", e.getMessage());
        }
    }
}
