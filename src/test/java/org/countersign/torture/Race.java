package org.countersign.torture;

/** People who want at the same moment what only some of them can have. */
interface Race {

    String name();

    /** One round, checked at once. */
    void round();
}
