package org.countersign.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.countersign.vendor.VendorFinder.Listing;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VendorsTest {

    private static final Iban IBAN = new Iban("DE89 3704 0044 0532 0130 00");
    private static final Address BERLIN = new Address("Gasse 1", "Berlin", "10115", "DE");

    private static TestDatabase database;
    private static Pipeline jdbc;
    private static Transactions transactions;
    private static Vendors vendors;
    private static VendorFinder finder;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        vendors = new Vendors(jdbc, new Journal(jdbc, ids, clock, new Wake()), ids);
        finder = new VendorFinder(jdbc);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @Test
    void aVendorIsKeptAsDescribed() {
        var terms = new VendorTerms(
                "Schrauben Müller GmbH",
                "HRB 77",
                "de 811 907 980",
                new Endpoint("9930", "DE811907980"),
                "order@mueller.example",
                BERLIN,
                new Address("Hof 2", "Wien", "1010", "at"),
                30,
                CurrencyUnit.EUR);

        var id = act(() -> vendors.add(terms, at.buyer));

        var vendor = vendor(id);
        assertThat(vendor.terms()).isEqualTo(terms);
        assertThat(vendor.terms().taxId()).isEqualTo("DE811907980");
        assertThat(vendor.terms().ordering().country()).isEqualTo("AT");
        assertThat(vendor.state()).isEqualTo(VendorState.ORDERABLE);
        assertThat(vendor.partner()).isEmpty();
        assertThat(vendor.orderable()).isEqualTo(vendor);
    }

    @Test
    void aVendorBehindAnEndpointOfThisInstallationIsFound() {
        var seller = Fixture.in(database);

        var id =
                act(() -> vendors.add(terms("Muster", "", new Endpoint("9930", "DE" + seller.organization)), at.buyer));

        assertThat(vendor(id).partner()).contains(seller.organization);
    }

    @Test
    void theSameLegalEntityIsNotAddedTwice() {
        var first = add("Müller", "HRB 77");

        var refusal = refused(() -> add("Mueller Schrauben", "hrb-77"));

        assertThat(refusal.code()).isEqualTo("vendor-duplicate");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.facts().named()).containsEntry("first", first.toString());
    }

    @Test
    void severalVendorsMaySayNoLegalId() {
        var one = add("One", "");
        var other = add("Other", "");

        assertThat(names(Listing.ALL, "")).containsExactly("One", "Other");
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aChangeIsBasedOnWhatWasSeen() {
        var id = add("Before", "");
        act(() -> {
            vendors.change(id, 1, terms("After", "", Endpoint.none()), at.buyer);
            return 0;
        });

        assertThat(vendor(id).terms().name()).isEqualTo("After");
        assertThat(vendor(id).version()).isEqualTo(2);
        assertThatThrownBy(() -> act(() -> {
                    vendors.change(id, 1, terms("Late", "", Endpoint.none()), at.buyer);
                    return 0;
                }))
                .isInstanceOf(Stale.class);
    }

    @Test
    void bankDetailsAreSeenByThoseWhoPayAndByNobodyElse() {
        var id = add("Paid", "");
        var version = act(() ->
                vendors.changeBankDetails(id, 1, new BankDetails(IBAN, new Bic("COBADEFFXXX"), "Paid AG"), at.finance));

        assertThat(version).isEqualTo(1);
        assertThat(act(() -> finder.vendor(id, at.finance)).bank())
                .contains(new BankDetails(IBAN, new Bic("COBADEFFXXX"), "Paid AG"));
        assertThat(act(() -> finder.vendor(id, at.payer)).bank()).isPresent();
        assertThat(act(() -> finder.vendor(id, at.buyer)).bank()).isEmpty();
        assertThat(act(() -> finder.vendor(id, at.apClerk)).bank()).isEmpty();
    }

    @Test
    void bankDetailsAreToldMasked() {
        var id = add("Paid", "");
        act(() -> vendors.changeBankDetails(id, 1, new BankDetails(IBAN, null, "Paid AG"), at.finance));

        var told = act(() -> jdbc.sql("select payload::text from platform.journal where act = 'bank-details-changed'")
                .query(String.class)
                .single());

        assertThat(told).contains("DE89 **** **** 3000").doesNotContain("370400440532013000");
    }

    @Test
    void aBuyerDoesNotChangeBankDetails() {
        var id = add("Paid", "");

        var refusal = refused(() -> vendors.changeBankDetails(id, 1, new BankDetails(IBAN, null, "Me"), at.buyer));

        assertThat(refusal.code()).isEqualTo("not-your-role");
    }

    @Test
    void aVendorOnHoldIsNotOrdered() {
        var id = add("Stopped", "");

        act(() -> {
            vendors.hold(id, "quality audit", at.buyer);
            return 0;
        });

        var refusal = refused(() -> vendor(id).orderable());
        assertThat(refusal.code()).isEqualTo("vendor-blocked");
        assertThat(refusal.sentence())
                .isEqualTo("The vendor Stopped is on hold and may not receive orders: quality audit.");
        assertThat(refusal.facts().named()).containsEntry("actual", "on hold").containsEntry("lifted-by", "buyer");
        assertThat(names(Listing.ON_HOLD, "")).containsExactly("Stopped");
        assertThat(names(Listing.ORDERABLE, "")).isEmpty();
    }

    @Test
    void aReleasedVendorIsOrderedAgain() {
        var id = add("Stopped", "");
        act(() -> {
            vendors.hold(id, "quality audit", at.buyer);
            vendors.release(id, at.buyer);
            return 0;
        });

        assertThat(vendor(id).orderable().stateReason()).isEmpty();
        assertThat(refused(() -> {
                            vendors.release(id, at.buyer);
                            return 0;
                        })
                        .code())
                .isEqualTo("not-in-this-phase");
    }

    @Test
    void aSearchFindsNamesByTheirBeginning() {
        List.of("Müller & Söhne", "Muller Ltd", "Meyer", "Zander").forEach(name -> add(name, ""));

        assertThat(names(Listing.ALL, "MULL")).containsExactly("Muller Ltd", "Müller & Söhne");
        assertThat(names(Listing.ALL, "muller  so")).containsExactly("Müller & Söhne");
        assertThat(names(Listing.ALL, "nobody")).isEmpty();
    }

    @Test
    void aListGoesOnFromItsKey() {
        List.of("Anton", "berta", "Cäsar").forEach(name -> add(name, ""));

        var page = act(() -> finder.page(Listing.ALL, "", "", 2, at.rita));
        var rest = act(() -> finder.page(Listing.ALL, "", page.next().orElseThrow(), 2, at.rita));

        assertThat(page.rows()).extracting(VendorRow::name).containsExactly("Anton", "berta");
        assertThat(rest.rows()).extracting(VendorRow::name).containsExactly("Cäsar");
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void theSenderOfADocumentIsFoundByEndpointThenTaxIdThenName() {
        var byEndpoint = act(() -> vendors.add(terms("One", "DE1", new Endpoint("0088", "4012345000009")), at.buyer));
        var byTax = act(() -> vendors.add(terms("Two", "DE2", Endpoint.none()), at.buyer));
        var byName = act(() -> vendors.add(terms("Three", "", Endpoint.none()), at.buyer));

        assertThat(sender(new Endpoint("0088", "4012345000009"), "DE2", "Three"))
                .isEqualTo(byEndpoint);
        assertThat(sender(new Endpoint("0088", "other"), "de 2", "Three")).isEqualTo(byTax);
        assertThat(sender(Endpoint.none(), "", "THREE")).isEqualTo(byName);
    }

    @Test
    void aVendorOfAnotherOrganizationIsNotThere() {
        var id = add("Ours", "");
        var theirs = Fixture.in(database);

        assertThatThrownBy(() -> transactions.read(theirs.organization, () -> finder.vendor(id, theirs.finance)))
                .isInstanceOf(NotFound.class);
    }

    private VendorId add(String name, String legalId) {
        return act(() -> vendors.add(
                new VendorTerms(name, legalId, "", Endpoint.none(), "", BERLIN, BERLIN, 14, CurrencyUnit.EUR),
                at.buyer));
    }

    private static VendorTerms terms(String name, String taxId, Endpoint endpoint) {
        return new VendorTerms(name, "", taxId, endpoint, "", BERLIN, BERLIN, 14, CurrencyUnit.EUR);
    }

    private VendorId sender(Endpoint endpoint, String taxId, String name) {
        return act(() -> finder.findSender(endpoint, taxId, name, at.apClerk))
                .orElseThrow()
                .id();
    }

    private VendorView vendor(VendorId id) {
        return act(() -> finder.vendor(id, at.finance));
    }

    private List<String> names(Listing listing, String beginning) {
        return act(() -> finder.page(listing, beginning, "", 50, at.rita)).rows().stream()
                .map(VendorRow::name)
                .toList();
    }

    private Refusal refused(Supplier<?> work) {
        try {
            act(work);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    private <T> T act(Supplier<T> work) {
        return transactions.act(at.organization, work);
    }
}
