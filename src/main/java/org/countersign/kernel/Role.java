package org.countersign.kernel;

import java.util.Locale;

/** What a person is in an organisation; which acts go with it is the table in {@link Authority}. */
public enum Role {
    REQUESTER,
    APPROVER,
    BUYER,
    RECEIVER,
    AP_CLERK,
    PAYER,
    FINANCE,
    SELLER,
    AUDITOR,
    ADMINISTRATOR;

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word on pages. */
    public String word() {
        return this == AP_CLERK
                ? "AP clerk"
                : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
