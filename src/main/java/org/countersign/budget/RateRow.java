package org.countersign.budget;

import java.util.UUID;

/** An exchange rate as it was entered. */
public record RateRow(UUID id, ExchangeRate rate) {}
