package org.countersign.order;

/** What an invoice is matched against: the goods received (three-way) or the order alone (two-way). */
public enum BillingBasis {
    RECEIVED,
    ORDERED
}
