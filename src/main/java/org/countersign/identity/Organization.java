package org.countersign.identity;

import java.time.ZoneId;
import java.util.Locale;
import org.countersign.kernel.OrganizationId;
import org.joda.money.CurrencyUnit;

/**
 * An organisation of this installation: it can buy, sell or both. Thresholds, budgets and sums are in its currency,
 * business dates in its zone, figures and dates on pages in its locale. Texts that were never said are empty.
 */
public record Organization(
        OrganizationId id,
        String name,
        boolean buys,
        boolean sells,
        CurrencyUnit currency,
        ZoneId zone,
        Locale locale,
        Registration registration,
        Endpoint endpoint,
        Address address,
        Bank bank) {

    /** What registers know it by: the legal register's number and the tax number (VAT). */
    public record Registration(String legalId, String taxId) {}

    /** Its address on the exchange, with the scheme (an ISO 6523 code); both empty = none. */
    public record Endpoint(String scheme, String id) {

        public static final Endpoint NONE = new Endpoint("", "");

        public boolean exists() {
            return !id.isEmpty();
        }
    }

    /** Where it is; the country as ISO 3166-1 alpha-2. */
    public record Address(String street, String city, String postalCode, String country) {}

    /** The account that it pays from and is paid to. */
    public record Bank(String iban, String bic) {

        public static final Bank NONE = new Bank("", "");
    }
}
