package org.countersign.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An item, as lists show it.
 *
 * @param price the one that counts today; null where none does, and for those who may not see prices
 */
public record ItemRow(Item item, @Nullable ItemPrice price) {}
