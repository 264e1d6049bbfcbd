package org.countersign.catalog;

/** An item with the price that counts on the day that was asked for. */
public record PricedItem(Item item, ItemPrice price) {}
