package org.countersign.requisition;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.approval.PlanId;
import org.countersign.budget.BudgetAccountId;
import org.countersign.identity.CostCentre;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.requisition.Known.Found;
import org.countersign.requisition.RequisitionContent.Charge;
import org.countersign.requisition.RequisitionContent.Line;
import org.countersign.requisition.RequisitionPhase.Act;
import org.countersign.requisition.RequisitionPhase.EndReason;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorState;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.VendorView;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequisitionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final CurrencyUnit EUR = CurrencyUnit.EUR;
    private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
    private static final Actor RITA = Actor.person(ORGANIZATION, new AccountId(new UUID(1, 2)), "Rita", Role.REQUESTER);
    private static final Actor BERT = Actor.person(ORGANIZATION, new AccountId(new UUID(1, 3)), "Bert", Role.BUYER);
    private static final VendorId ACME = new VendorId(new UUID(2, 1));
    private static final VendorId BLOCKED = new VendorId(new UUID(2, 2));
    private static final CostCentre OPS = centre(1, "OPS", true);
    private static final CostCentre RND = centre(2, "RND", true);
    private static final CostCentre OLD = centre(3, "OLD", false);
    private static final CostCentre LAW = centre(4, "LAW", true);
    private static final CostCentre POOR = centre(5, "POOR", true);
    private static final Known KNOWN = new Known(
            TODAY,
            Map.of(),
            Map.of(ACME, vendor(ACME, VendorState.ORDERABLE), BLOCKED, vendor(BLOCKED, VendorState.ON_HOLD)),
            Map.of("OPS", OPS, "RND", RND, "OLD", OLD, "LAW", LAW, "POOR", POOR),
            Set.of(OPS.id(), RND.id(), OLD.id(), POOR.id()),
            Map.of(
                    OPS.id(), Found.of(new BudgetAccountId(new UUID(4, 1))),
                    RND.id(), Found.of(new BudgetAccountId(new UUID(4, 2))),
                    POOR.id(), Found.not(Refusal.rule("no-budget", "There is no budget."))));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            DRAFT       | SUBMIT IN_APPROVAL, WITHDRAW ENDED
            IN_APPROVAL | APPROVE OPEN, SEND_BACK DRAFT, REJECT ENDED, WITHDRAW ENDED
            OPEN        | ORDER ENDED, WITHDRAW ENDED
            ENDED       | -
            """)
    void everyActIsOpenInItsPhasesAndRefusedInTheOthers(RequisitionPhase phase, String open) {
        var allowed = Arrays.stream(open.split(", "))
                .filter(each -> !each.equals("-"))
                .map(each -> each.split(" "))
                .collect(java.util.stream.Collectors.toMap(each -> Act.valueOf(each[0]), each -> each[1]));

        for (var act : Act.values()) {
            assertThat(after(phase, act)).as("%s in %s", act, phase).isEqualTo(allowed.getOrDefault(act, "refused"));
        }
    }

    private static String after(RequisitionPhase phase, Act act) {
        try {
            return RequisitionPhase.LIFE.next(phase, act).name();
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo("not-in-this-phase");
            return "refused";
        }
    }

    @Test
    void aSentBackRequisitionKeepsItsNumberAndIsSubmittedAgainAsTheNextRevision() {
        var first = submitted();

        var again = first.sentBack().submittedAgain(new PlanId(new UUID(5, 2)), 4);

        assertThat(again.number()).isEqualTo("REQ-2026-000001");
        assertThat(again.revision()).isEqualTo(2);
        assertThat(again.phase()).isEqualTo(RequisitionPhase.IN_APPROVAL);
        assertThat(again.submittedOn()).isEqualTo(TODAY);
        assertThat(again.version()).isEqualTo(5);
    }

    @Test
    void aRequisitionEndsWithItsReason() {
        assertThat(submitted().approved().ordered().endReason()).contains(EndReason.ORDERED);
        assertThat(submitted().rejected().endReason()).contains(EndReason.REJECTED);
        assertThat(submitted().withdrawn(RITA).endReason()).contains(EndReason.WITHDRAWN);
    }

    @Test
    void aRequisitionIsWithdrawnByItsRequesterAlone() {
        assertThatThrownBy(() -> submitted().withdrawn(BERT))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-yours"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "misc", "Misc.", "various items", "STUFF!", "goods as discussed", "n/", "???"})
    void aDescriptionThatSaysNothingIsRefused(String description) {
        assertThat(refusals(described(description, "", "C62", "1"))).containsExactly("description-filler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chairs", "Office items for the new floor", "Tee", "Various drill bits"})
    void aDescriptionThatSaysWhatIsMeantIsTaken(String description) {
        assertThat(refusals(described(description, "", "C62", "1"))).isEmpty();
    }

    @Test
    void aFillerIsNoMatterWhereTheVendorsArticleNumberSaysWhatIsMeant() {
        assertThat(refusals(described("misc", "A-4711", "C62", "1"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1      | C62 | -
            0      | C62 | quantity-not-positive
            -1     | C62 | quantity-not-positive
            1.5    | C62 | quantity-digits
            1.525  | KGM | -
            1.5255 | KGM | quantity-digits
            0.25   | HUR | -
            1      | QQQ | unit-unknown
            """)
    void aQuantityIsPositiveAndInTheDigitsOfItsUnit(String quantity, String unit, String expected) {
        var refusals = refusals(described("Chairs", "", unit, quantity));

        assertThat(refusals.isEmpty() ? "-" : refusals.getFirst()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            OPS 100%              | -
            OPS 60% RND 40%       | -
            OPS 33.3333% RND 66.6667% | -
            OPS 60% RND 39.99%    | allocation-sum 100 99.99
            OPS 60% RND 50%       | allocation-sum 100 110
            OPS 200.00            | -
            OPS 150.00 RND 50.00  | -
            OPS 150.00 RND 49.99  | allocation-sum 200 199.99
            OPS 50% RND 100.00    | allocation-mixed
            OPS 50% OPS 50%       | allocation-twice
            OPS 150% RND -50%     | allocation-figure
            OPS 99.99999% RND 0.00001% | allocation-figure
            NIX 100%              | cost-centre-unknown
            OLD 100%              | cost-centre-closed
            LAW 100%              | not-your-cost-centre
            POOR 100%             | no-budget
            """)
    void aLineIsBorneWholeByCostCentresThatTheRequesterMayCharge(String shares, String expected) {
        var line = line("Chairs", "", "C62", "2", ACME, Price.of("EUR", "100.00"), charges(shares), null);

        var refusals = reading(line).refusals();

        assertThat(refusals.isEmpty() ? "-" : words(refusals.getFirst())).isEqualTo(expected);
    }

    @Test
    void aPartWithoutACostCentreIsAskedForIt() {
        var parts = List.of(charges("OPS 60%").getFirst(), new Charge("", new BigDecimal("40"), null));

        var refusals = reading(line("Chairs", "", "C62", "2", ACME, Price.of("EUR", "100.00"), parts, null))
                .refusals();

        assertThat(refusals)
                .singleElement()
                .extracting(Refusal::getMessage, as(STRING))
                .contains("Choose the cost centre of each part");
    }

    @Test
    void aPartWithoutAFigureIsAskedForIt() {
        var parts = List.of(charges("OPS 60%").getFirst(), new Charge("RND", null, null));

        var refusals = reading(line("Chairs", "", "C62", "2", ACME, Price.of("EUR", "100.00"), parts, null))
                .refusals();

        assertThat(refusals)
                .singleElement()
                .extracting(Refusal::getMessage, as(STRING))
                .contains("how much each cost centre bears");
    }

    private static String words(Refusal refusal) {
        var facts = refusal.facts().named();
        return refusal.code().equals("allocation-sum")
                ? refusal.code() + " " + facts.get("expected") + " " + facts.get("actual")
                : refusal.code();
    }

    @Test
    void aLineOfABlockedOrUnknownVendorIsRefused() {
        var price = Price.of("EUR", "1.00");

        assertThat(refusals(line("Chairs", "", "C62", "1", BLOCKED, price, charges("OPS 100%"), null)))
                .containsExactly("vendor-blocked");
        assertThat(refusals(
                        line("Chairs", "", "C62", "1", new VendorId(new UUID(9, 9)), price, charges("OPS 100%"), null)))
                .containsExactly("vendor-unknown");
    }

    @Test
    void aLineInAnotherCurrencyOrForYesterdayIsRefused() {
        assertThat(refusals(line("Chairs", "", "C62", "1", ACME, Price.of("USD", "1.00"), charges("OPS 100%"), null)))
                .containsExactly("line-currency");
        assertThat(refusals(line(
                        "Chairs",
                        "",
                        "C62",
                        "1",
                        ACME,
                        Price.of("EUR", "1.00"),
                        charges("OPS 100%"),
                        TODAY.minusDays(1))))
                .containsExactly("needed-by-past");
    }

    @Test
    void everyLineSaysWhatIsInItsWayAndWhich() {
        var refusals = reading(
                        described("Chairs", "", "C62", "1"),
                        described("misc", "", "C62", "1"),
                        described("Tables", "", "C62", "0"))
                .refusals();

        assertThat(refusals)
                .extracting(refusal -> refusal.facts().named().get("line") + " " + refusal.code())
                .containsExactly("2 description-filler", "3 quantity-not-positive");
    }

    @Test
    void theCostOfALineIsRoundedOnceAndItsPartsAddUpToIt() {
        var line = reading(line(
                        "Chairs", "", "C62", "1", ACME, Price.of("EUR", "100.00"), charges("OPS 1% RND 99%"), null))
                .lines()
                .getFirst();
        var thirds = new RequisitionLine(
                line.id(),
                1,
                line.goods(),
                ACME,
                line.quantity(),
                line.price(),
                new Tax("S", new BigDecimal("19"), new BigDecimal("0.5")),
                line.neededBy(),
                new Allocation(List.of(
                        new Allocation.Part(OPS.id(), new BudgetAccountId(new UUID(4, 1)), BigDecimal.ONE),
                        new Allocation.Part(RND.id(), new BudgetAccountId(new UUID(4, 2)), BigDecimal.ONE),
                        new Allocation.Part(LAW.id(), new BudgetAccountId(new UUID(4, 3)), BigDecimal.ONE))));

        var parts = thirds.requested(new Terms.Rate(CurrencyUnit.of("CHF"), new BigDecimal("0.9"), TODAY, "test"));

        assertThat(parts).containsExactly(Money.parse("CHF 32.85"), Money.parse("CHF 32.85"), Money.parse("CHF 32.85"));
    }

    @Test
    void tooMuchIsRefusedBeforeItIsSaved() {
        var lines = java.util.Collections.nCopies(2_001, described("Chairs", "", "C62", "1"));

        assertThatThrownBy(() -> content(lines).refuseBeyondBounds()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("too-many-lines");
            assertThat(refusal.facts().named()).containsEntry("actual", "2001");
        });
        assertThatThrownBy(() -> content(List.of(described("x".repeat(501), "", "C62", "1")))
                        .refuseBeyondBounds())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("text-too-long"));
    }

    private static Requisition submitted() {
        return Requisition.submitted(
                new RequisitionId(new UUID(6, 1)),
                "REQ-2026-000001",
                RITA.account(),
                new PlanId(new UUID(5, 1)),
                TODAY,
                2);
    }

    private static List<String> refusals(Line line) {
        return reading(line).refusals().stream().map(Refusal::code).toList();
    }

    private static LineReader.Reading reading(Line... lines) {
        return LineReader.read(content(List.of(lines)), EUR, KNOWN);
    }

    private static RequisitionContent content(List<Line> lines) {
        return new RequisitionContent("Chairs", "", EUR, TODAY.plusDays(14), "", lines);
    }

    private static Line described(String description, String sku, String unit, String quantity) {
        return line(description, sku, unit, quantity, ACME, Price.of("EUR", "100.00"), charges("OPS 100%"), null);
    }

    private static Line line(
            String description,
            String sku,
            String unit,
            String quantity,
            VendorId vendor,
            Price price,
            List<Charge> charges,
            @Nullable LocalDate neededBy) {
        return new Line(
                new RequisitionLineId(UUID.randomUUID()),
                null,
                sku,
                description,
                "furniture",
                unit,
                null,
                vendor,
                Quantity.of(quantity),
                price,
                new Tax("S", new BigDecimal("19"), BigDecimal.ZERO),
                neededBy,
                charges);
    }

    /** Reads {@code "OPS 60% RND 40%"} or {@code "OPS 150.00 RND 50.00"}. */
    private static List<Charge> charges(String text) {
        var words = List.of(text.split(" "));
        return java.util.stream.IntStream.range(0, words.size() / 2)
                .mapToObj(index -> charge(words.get(2 * index), words.get(2 * index + 1)))
                .toList();
    }

    private static Charge charge(String centre, String part) {
        return part.endsWith("%")
                ? new Charge(centre, new BigDecimal(part.replace("%", "")), null)
                : new Charge(centre, null, new BigDecimal(part));
    }

    private static CostCentre centre(int id, String code, boolean active) {
        return new CostCentre(
                new CostCentreId(new UUID(3, id)), code, new CostCentre.Terms(code, null, RITA.account(), active), 1);
    }

    private static VendorView vendor(VendorId id, VendorState state) {
        var address = new Address("Weg 1", "Berlin", "10115", "DE");
        return new VendorView(
                id,
                new VendorTerms("Acme " + id, "HRB 1", "", Endpoint.none(), "", address, address, 30, EUR),
                state,
                "",
                Optional.empty(),
                Optional.empty(),
                0,
                1);
    }
}
