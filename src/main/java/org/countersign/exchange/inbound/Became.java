package org.countersign.exchange.inbound;

import java.util.UUID;

/** What a document became, or the order it told of: its kind in the words of the address, its id and number. */
public record Became(String type, UUID id, String number) {}
