package org.countersign.exchange;

/** A postal address; {@code country} is its ISO 3166-1 code of two letters. */
public record Address(
        String street, String more, String line, String city, String postcode, String subdivision, String country) {

    public static final Address NONE = new Address("", "", "", "", "", "", "");

    public static Address of(String street, String postcode, String city, String country) {
        return new Address(street, "", "", city, postcode, "", country);
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
