package org.countersign.platform;

/** A file with its bytes, as it came or was made. */
@SuppressWarnings("ArrayRecordComponent") // compared by its hash, never by equals
public record Content(ContentId id, String mediaType, byte[] sha256, byte[] bytes) {}
