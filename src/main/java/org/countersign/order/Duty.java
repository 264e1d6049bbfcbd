package org.countersign.order;

/** What an order waits for next; derived from its facts in the act that changes them. */
public enum Duty {
    SEND("To be handed to the vendor"),
    ANSWER("Vendor's answer"),
    DECIDE_ANSWER("Decision on the vendor's answer"),
    DELIVERY("Delivery"),
    CREDIT("Credit note"),
    INVOICE("Invoice"),
    PAYMENT("Payment"),
    NOTHING("Nothing");

    private final String words;

    Duty(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
