package org.countersign.catalog;

import java.util.Arrays;
import java.util.List;
import org.countersign.kernel.Refusal;

/**
 * The units that goods and services are ordered in, a choice from UN/ECE Recommendation 20 (packages: 21, led by X), with
 * their words and the digits after the point that they are usually counted at.
 */
public enum Unit {
    C62("unit", 0),
    H87("piece", 0),
    EA("each", 0),
    PR("pair", 0),
    SET("set", 0),
    DZN("dozen", 0),
    LS("lump sum", 2),
    E48("service unit", 2),
    XBX("box", 0),
    XCT("carton", 0),
    XPK("package", 0),
    XPX("pallet", 0),
    XRO("roll", 0),
    XBO("bottle", 0),
    XBG("bag", 0),
    KGM("kilogram", 3),
    GRM("gram", 3),
    TNE("tonne", 3),
    LBR("pound", 3),
    LTR("litre", 3),
    MLT("millilitre", 3),
    MTQ("cubic metre", 3),
    MTR("metre", 3),
    CMT("centimetre", 2),
    MMT("millimetre", 1),
    KMT("kilometre", 3),
    FOT("foot", 3),
    MTK("square metre", 3),
    MIN("minute", 0),
    HUR("hour", 2),
    DAY("day", 2),
    WEE("week", 2),
    MON("month", 2),
    ANN("year", 2),
    KWH("kilowatt hour", 3),
    E34("gigabyte", 3),
    E35("terabyte", 3);

    private final String words;
    private final int digits;

    Unit(String words, int digits) {
        this.words = words;
        this.digits = digits;
    }

    /** The unit of a code; refuses {@code unit-unknown}. */
    public static Unit of(String code) {
        return Arrays.stream(values())
                .filter(unit -> unit.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "unit-unknown",
                        "The unit is one of the codes of UN/ECE Recommendation 20 that are kept here, such as C62 or KGM.",
                        Refusal.Facts.of("field", "unit")
                                .and("expected", String.join(", ", codes()))
                                .and("actual", code)));
    }

    /** Every code, in the order in which a person is offered them. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Unit::code).toList();
    }

    public String code() {
        return name();
    }

    public String words() {
        return words;
    }

    /** Digits after the point that quantities of it are counted at unless an item says otherwise. */
    public int digits() {
        return digits;
    }
}
