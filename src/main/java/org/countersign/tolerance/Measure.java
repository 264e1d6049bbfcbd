package org.countersign.tolerance;

import java.util.Locale;
import org.countersign.kernel.Role;

/** What is compared with what was agreed. */
public enum Measure {
    UNIT_PRICE(Kind.MONEY, Role.FINANCE),
    QUANTITY_ORDERED(Kind.QUANTITY, Role.BUYER),
    QUANTITY_RECEIVED(Kind.QUANTITY, Role.FINANCE),
    LINE_AMOUNT(Kind.MONEY, Role.FINANCE),
    DOCUMENT_TOTAL(Kind.MONEY, Role.FINANCE),
    TAX(Kind.MONEY, Role.FINANCE),
    FREIGHT(Kind.MONEY, Role.FINANCE),
    FX_RATE(Kind.RATE, Role.FINANCE),
    /**
     * Everything billed on a line, claims counted and credits taken off, against the line's whole ordered value. Being below
     * it only says that not all is billed yet.
     */
    PRICE_TOTAL_CUMULATIVE(Kind.MONEY, Role.FINANCE);

    /** What the figures are: amounts of a currency, quantities in the line's base unit, or exchange rates. */
    public enum Kind {
        MONEY,
        QUANTITY,
        RATE
    }

    private final Kind kind;
    private final Role liftedBy;

    Measure(Kind kind, Role liftedBy) {
        this.kind = kind;
        this.liftedBy = liftedBy;
    }

    public Kind kind() {
        return kind;
    }

    /** Who may let a difference through: the buyer by a revision of the order, finance by lifting the hold. */
    public Role liftedBy() {
        return liftedBy;
    }

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words on pages and in refusals. */
    public String words() {
        return switch (this) {
            case UNIT_PRICE -> "unit price";
            case QUANTITY_ORDERED -> "quantity against ordered";
            case QUANTITY_RECEIVED -> "quantity against received";
            case LINE_AMOUNT -> "line amount";
            case DOCUMENT_TOTAL -> "document total";
            case TAX -> "tax";
            case FREIGHT -> "freight and charges";
            case FX_RATE -> "exchange rate";
            case PRICE_TOTAL_CUMULATIVE -> "price total, cumulative";
        };
    }
}
