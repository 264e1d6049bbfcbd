package org.countersign.tolerance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A set of tolerance rules, as lists show it. */
public record ToleranceSetRow(int version, UUID id, LocalDate from, Instant recordedAt, int rules) {}
