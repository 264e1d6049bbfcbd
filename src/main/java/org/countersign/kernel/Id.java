package org.countersign.kernel;

import java.util.UUID;

/** The identity of a thing, one record type per kind of thing; a UUID version 7, so that newer things sort later. */
public interface Id {

    UUID value();
}
