package org.countersign.platform;

/**
 * A consumer whose work no transaction may wait for: it renders, checks, reads or delivers. It reads in short transactions
 * of its own; only what its work came to is written in the row's transaction.
 */
public interface SlowConsumer extends Consumer {

    /** Does the work, without a transaction; its answer is then run in the row's. Each attempt begins here. */
    Runnable prepare(JournalRow row);

    @Override
    default void consume(JournalRow row) {
        prepare(row).run();
    }
}
