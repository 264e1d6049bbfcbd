package org.countersign.torture;

/** Who is killed. */
enum Victim {
    APPLICATION,
    DATABASE,
    BOTH
}
