package org.countersign.web.vendor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.vendor.Address;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Bic;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.VendorView;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage.Group;
import org.countersign.web.Typed;

/** The fields of a vendor, and what is read from them. */
final class VendorForms {

    private VendorForms() {}

    static Typed proposed(String currency, String country) {
        return Typed.proposing(Map.of("currency", currency, "country", country, "paymentDays", "30"));
    }

    static Typed of(VendorView vendor) {
        var terms = vendor.terms();
        var billing = terms.billing();
        var ordering = terms.ordering();
        var same = billing.equals(ordering);
        return Typed.proposing(Map.ofEntries(
                Map.entry("name", terms.name()),
                Map.entry("legalId", terms.legalId()),
                Map.entry("taxId", terms.taxId()),
                Map.entry("email", terms.email()),
                Map.entry("scheme", terms.endpoint().scheme()),
                Map.entry("endpoint", terms.endpoint().id()),
                Map.entry("paymentDays", Integer.toString(terms.paymentDays())),
                Map.entry("currency", terms.currency().getCode()),
                Map.entry("street", billing.street()),
                Map.entry("city", billing.city()),
                Map.entry("postalCode", billing.postalCode()),
                Map.entry("country", billing.country()),
                Map.entry("orderingStreet", same ? "" : ordering.street()),
                Map.entry("orderingCity", same ? "" : ordering.city()),
                Map.entry("orderingPostalCode", same ? "" : ordering.postalCode()),
                Map.entry("orderingCountry", same ? "" : ordering.country())));
    }

    static VendorTerms terms(Typed typed) {
        var billing =
                new Address(typed.text("street"), typed.text("city"), typed.text("postalCode"), typed.text("country"));
        var ordering = typed.text("orderingCountry").isEmpty()
                ? billing
                : new Address(
                        typed.text("orderingStreet"),
                        typed.text("orderingCity"),
                        typed.text("orderingPostalCode"),
                        typed.text("orderingCountry"));
        return new VendorTerms(
                typed.text("name"),
                typed.text("legalId"),
                typed.text("taxId"),
                new Endpoint(typed.text("scheme"), typed.text("endpoint")),
                typed.text("email"),
                billing,
                ordering,
                typed.whole("paymentDays"),
                typed.currency("currency"));
    }

    static BankDetails bank(Typed typed) {
        var bic = typed.text("bic");
        return new BankDetails(new Iban(typed.text("iban")), bic.isEmpty() ? null : new Bic(bic), typed.text("holder"));
    }

    static List<Group> groups(Typed typed, Optional<Flash> flash) {
        return List.of(
                new Group(
                        "Who it is",
                        typed.in(
                                flash,
                                Field.text("name", "Name").needed(),
                                Field.text("legalId", "Number in the company register"),
                                Field.text("taxId", "VAT number").help("With its country, such as DE123456789"))),
                new Group(
                        "What is agreed",
                        typed.in(
                                flash,
                                Field.decimal("paymentDays", "Days until payment is due")
                                        .needed(),
                                Field.text("currency", "Currency it usually bills in")
                                        .needed()
                                        .help("ISO 4217, such as EUR"))),
                new Group(
                        "Where documents reach it",
                        typed.in(
                                flash,
                                Field.text("scheme", "Scheme of the endpoint")
                                        .help("EAS code, such as 9930 for a German VAT number"),
                                Field.text("endpoint", "Endpoint").help("Such as DE123456789"),
                                Field.of(Field.Kind.EMAIL, "email", "E-mail"))),
                new Group(
                        "Address on invoices",
                        typed.in(
                                flash,
                                Field.text("street", "Street"),
                                Field.text("postalCode", "Postal code"),
                                Field.text("city", "City"),
                                Field.text("country", "Country").needed().help("Two letters, such as DE"))),
                new Group(
                        "Address for orders, where it is another",
                        typed.in(
                                flash,
                                Field.text("orderingStreet", "Street"),
                                Field.text("orderingPostalCode", "Postal code"),
                                Field.text("orderingCity", "City"),
                                Field.text("orderingCountry", "Country"))));
    }

    static List<Field> bankFields(Typed typed, Optional<Flash> flash) {
        return typed.in(
                flash,
                Field.text("iban", "IBAN").needed(),
                Field.text("bic", "BIC").help("Not needed where the IBAN alone is enough"),
                Field.text("holder", "Holder of the account").needed());
    }
}
