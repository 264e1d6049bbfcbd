package org.countersign.vendor;

/** Whether a vendor may receive orders. */
public enum VendorState {
    ONBOARDING,
    ORDERABLE,
    ON_HOLD,
    RETIRED;

    /** The words on pages and in refusals. */
    public String words() {
        return switch (this) {
            case ONBOARDING -> "not onboarded yet";
            case ORDERABLE -> "may receive orders";
            case ON_HOLD -> "on hold";
            case RETIRED -> "retired";
        };
    }
}
