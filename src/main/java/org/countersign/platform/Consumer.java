package org.countersign.platform;

import java.util.Set;
import org.countersign.kernel.Event;

/**
 * Something done later, off the journal: at least once per row, in a transaction of its own and in the row's
 * organisation. Its effects have natural keys, so that a repeat does nothing and a replay makes the same tables.
 */
public interface Consumer {

    /** The name its cursor is kept under; never changed, or it starts again. */
    String name();

    /** The events whose rows it works off; all others are passed over. */
    Set<Class<? extends Event>> hears();

    /** Works off one row; an exception is tried again, five times, then the row is set aside for a person; an outage is waited for. */
    void consume(JournalRow row);

    /** Drops what it made for the organisation of the running transaction, so that a replay can make it again. */
    void drop();
}
