package org.countersign.invoice.match;

import java.util.Locale;
import org.countersign.kernel.Role;

/** Why an invoice is not paid yet, and who has to act. */
public enum HoldReason {
    PRICE(Role.BUYER),
    QUANTITY(Role.AP_CLERK),
    TAX(Role.AP_CLERK),
    FREIGHT(Role.BUYER),
    CURRENCY(Role.FINANCE),
    LINE(Role.AP_CLERK),
    NO_RECEIPT(Role.RECEIVER),
    CREDIT_EXPECTED(Role.BUYER),
    BUDGET(Role.FINANCE),
    DUPLICATE(Role.FINANCE);

    private final Role owner;

    HoldReason(Role owner) {
        this.owner = owner;
    }

    /** Whose move it is, unless the variance names another. */
    public Role owner() {
        return owner;
    }

    /** The code in JSON and in the database. */
    public String code() {
        return name();
    }

    /** The words on pages. */
    public String words() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
