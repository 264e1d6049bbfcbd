package org.countersign.demonstration;

import static org.countersign.kernel.Role.ADMINISTRATOR;
import static org.countersign.kernel.Role.APPROVER;
import static org.countersign.kernel.Role.AP_CLERK;
import static org.countersign.kernel.Role.AUDITOR;
import static org.countersign.kernel.Role.BUYER;
import static org.countersign.kernel.Role.FINANCE;
import static org.countersign.kernel.Role.PAYER;
import static org.countersign.kernel.Role.RECEIVER;
import static org.countersign.kernel.Role.REQUESTER;
import static org.countersign.kernel.Role.SELLER;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.budget.Stop;
import org.countersign.demonstration.Founding.Centre;
import org.countersign.demonstration.Founding.Offer;
import org.countersign.demonstration.Founding.Part;
import org.countersign.demonstration.Founding.Seat;
import org.countersign.demonstration.Founding.Supplier;
import org.countersign.identity.PasswordHash;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Transactions;
import org.springframework.stereotype.Component;

/** The demonstration: two buyers, two sellers, and one organisation that is both, with 90 days behind them. */
@Component
class Demonstration {

    private static final Duration LIVED = Duration.ofDays(95);
    private static final long SEED = 20_261_122;

    private final Founding founding;
    private final Purchases purchases;
    private final Transactions transactions;
    private final Clock clock;

    Demonstration(Founding founding, Purchases purchases, Transactions transactions, Clock clock) {
        this.founding = founding;
        this.purchases = purchases;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Played(Company company, List<Part> cast, List<DemoFile.Person> people) {}

    /** Makes everything; answers how to sign in. */
    DemoFile make(String url, String password, PasswordHash hash) {
        var now = clock.instant();
        var before = now.minus(LIVED);
        var played = InstallationClock.at(before, () -> found(before, password, hash));
        var buyers = played.stream()
                .map(Played::company)
                .filter(company -> company.organization.buys())
                .toList();
        purchases.live(buyers.subList(0, 1), 34, now, SEED);
        purchases.live(buyers.subList(1, 2), 16, now, SEED + 1);
        purchases.live(buyers.subList(2, 3), 16, now, SEED + 2);
        return new DemoFile(
                url,
                played.stream()
                        .map(one -> new DemoFile.Company(
                                one.company().organization.id().toString(),
                                one.company().organization.name(),
                                Founding.sides(one.company().organization)))
                        .toList(),
                played.stream().flatMap(one -> one.people().stream()).toList());
    }

    private List<Played> found(Instant before, String password, PasswordHash hash) {
        var played = new ArrayList<Played>();
        played.add(buyer(
                ALPENGLOW,
                ALPENGLOW_CAST,
                ALPENGLOW_CENTRES,
                "Ines Brandt",
                List.of(KESTREL_AS_VENDOR, BRANDT_AS_VENDOR, METROLAB_AS_VENDOR, SITWELL, HELIX),
                before,
                password,
                hash));
        played.add(buyer(
                HARBOURLINE,
                HARBOURLINE_CAST,
                HARBOURLINE_CENTRES,
                "Femke Visser",
                List.of(KESTREL_AS_VENDOR, BRANDT_AS_VENDOR, SITWELL),
                before,
                password,
                hash));
        played.add(buyer(
                METROLAB,
                METROLAB_CAST,
                METROLAB_CENTRES,
                "Reto Frei",
                List.of(BRANDT_AS_VENDOR, HELIX),
                before,
                password,
                hash));
        played.add(seller(
                KESTREL,
                List.of(Part.of("Nora Quinn", "", SELLER, ADMINISTRATOR), Part.of("Sam Okoro", "Nora Quinn", SELLER)),
                before,
                password,
                hash));
        played.add(seller(
                BRANDT,
                List.of(
                        Part.of("Karl Brandt", "", SELLER, ADMINISTRATOR),
                        Part.of("Elif Demir", "Karl Brandt", SELLER)),
                before,
                password,
                hash));
        return played;
    }

    private Played seller(Seat seat, List<Part> cast, Instant before, String password, PasswordHash hash) {
        return inOne(seat, cast, before, password, hash, _ -> {});
    }

    private Played buyer(
            Seat seat,
            List<Part> cast,
            List<Centre> centres,
            String director,
            List<Supplier> suppliers,
            Instant before,
            String password,
            PasswordHash hash) {
        return inOne(seat, cast, before, password, hash, company -> {
            founding.furnish(company, centres, director);
            founding.supply(company, suppliers);
            founding.stock(
                    company,
                    OFFERS.stream()
                            .filter(offer -> company.vendors.containsKey(offer.vendor()))
                            .toList());
        });
    }

    /** An organisation is founded in one transaction of its own. */
    private Played inOne(
            Seat seat, List<Part> cast, Instant before, String password, PasswordHash hash, Consumer<Company> furnish) {
        var id = founding.nextOrganization();
        return transactions.act(id, () -> {
            var organization = founding.found(id, seat);
            var company =
                    new Company(organization, before.atZone(organization.zone()).toLocalDate());
            var keys = founding.cast(company, cast, hash);
            furnish.accept(company);
            return new Played(company, cast, Founding.entries(company, cast, keys, password));
        });
    }

    // ---- who they are

    private static final Seat ALPENGLOW = new Seat(
            "Alpenglow Instruments GmbH",
            true,
            false,
            "EUR",
            "Europe/Berlin",
            "DE",
            "München",
            "Gleißentalstraße 4",
            "81379",
            "9930",
            "DE136695976",
            "HRB 204411",
            "DE136695976",
            "DE89370400440532013000",
            "COBADEFFXXX");
    private static final Seat HARBOURLINE = new Seat(
            "Harbourline Logistics BV",
            true,
            false,
            "EUR",
            "Europe/Amsterdam",
            "NL",
            "Rotterdam",
            "Maaskade 112",
            "3071 NC",
            "9944",
            "NL859433120B01",
            "KVK 24410055",
            "NL859433120B01",
            "NL91ABNA0417164300",
            "ABNANL2AXXX");
    private static final Seat METROLAB = new Seat(
            "Metrolab AG",
            true,
            true,
            "CHF",
            "Europe/Zurich",
            "CH",
            "Winterthur",
            "Technikumstrasse 9",
            "8400",
            "9927",
            "CHE123456788",
            "CHE-123.456.788",
            "CHE-123.456.788 MWST",
            "CH9300762011623852957",
            "POFICHBEXXX");
    private static final Seat KESTREL = new Seat(
            "Kestrel Cloud Ltd",
            false,
            true,
            "GBP",
            "Europe/London",
            "GB",
            "Bristol",
            "14 Harbourside",
            "BS1 5TY",
            "9932",
            "GB365462636",
            "08812345",
            "GB365462636",
            "GB29NWBK60161331926819",
            "NWBKGB2LXXX");
    private static final Seat BRANDT = new Seat(
            "Brandt Systeme GmbH",
            false,
            true,
            "EUR",
            "Europe/Berlin",
            "DE",
            "Kassel",
            "Fuldatalstraße 30",
            "34125",
            "9930",
            "DE811569869",
            "HRB 99120",
            "DE811569869",
            "DE02120300000000202051",
            "BYLADEM1001");

    private static final List<Part> ALPENGLOW_CAST = List.of(
            Part.of("Ines Brandt", "", APPROVER),
            Part.of("Mira Keller", "Ines Brandt", APPROVER),
            Part.of("Jonas Weil", "Mira Keller", REQUESTER),
            Part.of("Hanna Roth", "Ines Brandt", APPROVER),
            Part.of("Tom Reyes", "Ines Brandt", BUYER),
            Part.of("Ada Novak", "Ines Brandt", RECEIVER),
            Part.of("Lena Fox", "Ines Brandt", AP_CLERK),
            Part.of("Paul Adler", "Ines Brandt", PAYER),
            Part.of("Clara Voss", "Ines Brandt", FINANCE),
            Part.of("Otto Lang", "Ines Brandt", FINANCE),
            Part.of("Vera Stein", "", AUDITOR),
            Part.of("Bruno Falk", "", ADMINISTRATOR));
    private static final List<Part> HARBOURLINE_CAST = List.of(
            Part.of("Femke Visser", "", APPROVER),
            Part.of("Daan Bakker", "Femke Visser", APPROVER),
            Part.of("Sanne Smit", "Daan Bakker", REQUESTER),
            Part.of("Lars Mulder", "Femke Visser", BUYER, RECEIVER),
            Part.of("Eva Dekker", "Femke Visser", AP_CLERK),
            Part.of("Joost Maas", "Femke Visser", PAYER),
            Part.of("Anouk Prins", "Femke Visser", FINANCE),
            Part.of("Pim Kuiper", "", ADMINISTRATOR, AUDITOR));
    private static final List<Part> METROLAB_CAST = List.of(
            Part.of("Reto Frei", "", APPROVER),
            Part.of("Simone Huber", "Reto Frei", APPROVER),
            Part.of("Lea Gerber", "Reto Frei", REQUESTER),
            Part.of("Nico Suter", "Reto Frei", BUYER, RECEIVER, SELLER),
            Part.of("Mia Kunz", "Reto Frei", AP_CLERK),
            Part.of("Urs Wyss", "Reto Frei", PAYER),
            Part.of("Selin Arslan", "Reto Frei", FINANCE),
            Part.of("Beat Moser", "", ADMINISTRATOR));

    private static final List<Centre> ALPENGLOW_CENTRES = List.of(
            new Centre("CC-410", "Platform", "Mira Keller", "900000.00", Stop.HARD),
            new Centre("CC-420", "Laboratory", "Hanna Roth", "600000.00", Stop.HARD),
            new Centre("CC-100", "Office", "Ines Brandt", "400000.00", Stop.WARN));
    private static final List<Centre> HARBOURLINE_CENTRES = List.of(
            new Centre("OPS", "Operations", "Daan Bakker", "800000.00", Stop.HARD),
            new Centre("IT", "Information technology", "Femke Visser", "700000.00", Stop.HARD));
    private static final List<Centre> METROLAB_CENTRES =
            List.of(new Centre("LAB", "Calibration", "Reto Frei", "950000.00", Stop.HARD));

    private static final Supplier KESTREL_AS_VENDOR = new Supplier(
            "Kestrel Cloud Ltd",
            "GB",
            "Bristol",
            "14 Harbourside",
            "GB365462636",
            "9932",
            "GB365462636",
            "GB29NWBK60161331926819");
    private static final Supplier BRANDT_AS_VENDOR = new Supplier(
            "Brandt Systeme GmbH",
            "DE",
            "Kassel",
            "Fuldatalstraße 30",
            "DE811569869",
            "9930",
            "DE811569869",
            "DE02120300000000202051");
    private static final Supplier METROLAB_AS_VENDOR = new Supplier(
            "Metrolab AG",
            "CH",
            "Winterthur",
            "Technikumstrasse 9",
            "CHE123456788",
            "9927",
            "CHE123456788",
            "CH9300762011623852957");
    private static final Supplier SITWELL = new Supplier(
            "Sitwell BV", "NL", "Utrecht", "Stoelstraat 8", "NL004495445B01", "", "", "NL02ABNA0123456789");
    private static final Supplier HELIX = new Supplier(
            "Helix Supplies",
            "FR",
            "Lyon",
            "22 rue des Essais",
            "FR40303265045",
            "",
            "",
            "FR1420041010050500013M02606");

    private static final List<Offer> OFFERS = List.of(
            new Offer(
                    "Kestrel Cloud Ltd",
                    "KC-INF-12",
                    "Inference endpoint, seat-month",
                    "cloud",
                    "MON",
                    "410.00",
                    false),
            new Offer("Kestrel Cloud Ltd", "KC-GW-2", "Edge gateway, rack unit", "hardware", "C62", "810.00", true),
            new Offer("Brandt Systeme GmbH", "BS-R740", "Rack server, 2 units", "hardware", "C62", "3980.00", true),
            new Offer("Brandt Systeme GmbH", "BS-SSD4", "SSD, 4 TB", "hardware", "C62", "389.00", false),
            new Offer("Brandt Systeme GmbH", "BS-NB14", "Notebook, 14 inch", "hardware", "C62", "1249.00", false),
            new Offer("Metrolab AG", "ML-CAL-M", "Calibration of a multimeter", "service", "C62", "185.00", false),
            new Offer("Sitwell BV", "SW-TASK3", "Office chair, adjustable", "furniture", "C62", "278.00", false),
            new Offer(
                    "Sitwell BV", "SW-DESK160", "Desk, height-adjustable, 160 cm", "furniture", "C62", "549.00", false),
            new Offer("Helix Supplies", "HX-PIP-10", "Pipette tips, box of 960", "laboratory", "C62", "64.50", false),
            new Offer("Helix Supplies", "HX-ETH-5", "Ethanol 99 %, 5 l", "laboratory", "C62", "38.90", false));
}
