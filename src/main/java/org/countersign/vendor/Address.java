package org.countersign.vendor;

import java.util.Locale;
import java.util.Set;
import org.countersign.kernel.Refusal;

/** A postal address; the country as ISO 3166-1 alpha-2. */
public record Address(String street, String city, String postalCode, String country) {

    public Address {
        street = street.strip();
        city = city.strip();
        postalCode = postalCode.strip();
        country = country.strip().toUpperCase(Locale.ROOT);
        var given = country;
        Refusal.unless(
                Set.of(Locale.getISOCountries()).contains(country),
                () -> Refusal.rule(
                        "country-unknown",
                        "The country is its code of two letters, such as DE.",
                        Refusal.Facts.of("field", "country").and("actual", given)));
    }
}
