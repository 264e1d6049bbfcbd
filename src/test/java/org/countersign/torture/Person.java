package org.countersign.torture;

import java.util.UUID;

/** Somebody with a key of the API. */
record Person(UUID account, String name, String bearer) {}
