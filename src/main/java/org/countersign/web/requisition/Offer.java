package org.countersign.web.requisition;

import org.countersign.catalog.ItemId;

/**
 * An item that may be asked for today.
 *
 * @param label name, article number and vendor: what is typed or chosen
 * @param note what comes with it: vendor, price, unit and tax
 */
public record Offer(ItemId id, String label, String note) {}
