package org.countersign.platform;

import java.time.Duration;

/** Work that every node does again and again, beside what anybody asks of it; {@link Rounds} runs it. */
public interface Housekeeping {

    /** As its thread and the log call it. */
    String name();

    /** From the end of one round to the beginning of the next. */
    Duration between();

    /** One round; when it fails the rest of its work waits for the next. */
    void round();
}
