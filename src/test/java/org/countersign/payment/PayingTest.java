package org.countersign.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.countersign.invoice.ABill.aBill;
import static org.countersign.invoice.ABill.aCredit;
import static org.countersign.order.AnOrder.anOrder;
import static org.countersign.order.AnOrder.line;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.countersign.Counting;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.fulfilment.ReceiptContent;
import org.countersign.fulfilment.ReturnContent;
import org.countersign.invoice.BilledOrders;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.InvoiceModules;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.order.Disposition;
import org.countersign.order.FactKind;
import org.countersign.order.HeldOrders;
import org.countersign.order.OrderModules;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.payment.Payment.Outcome;
import org.countersign.platform.Contents;
import org.countersign.platform.Installation;
import org.countersign.platform.JournalRow;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/** A payment proposal ... */
class PayingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 31);
    private static final String BERLIN = "DE89370400440532013000";
    private static final String VIENNA = "AT611904300234573201";
    private static final Path SCHEMA = Path.of(System.getProperty("countersign.shared", "../shared/data"))
            .resolve("iso20022/schema/pain.001.001.09.xsd");

    @TempDir
    private static Path secrets;

    private static TestDatabase database;
    private static Counting counting;
    private static OrderModules modules;
    private static InvoiceModules billing;
    private static Paying paying;
    private static PaymentFinder payments;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        counting = new Counting(database.app());
        modules = new OrderModules(counting);
        billing = new InvoiceModules(modules);
        var contents = new Contents(
                modules.jdbc, modules.ids, modules.clock, new Installation(secrets, null, null, false, true, false));
        var store = new PaymentStore(modules.jdbc);
        var dues = new Dues(
                billing.payables,
                new BilledOrders(modules.jdbc),
                new HeldOrders(modules.jdbc),
                modules.vendorFinder,
                store,
                modules.organizations);
        paying = new Paying(
                store,
                dues,
                billing.settling,
                modules.vendorFinder,
                modules.organizations,
                contents,
                modules.numbers,
                modules.journal,
                modules.ids,
                modules.clock);
        payments = new PaymentFinder(modules.jdbc, store, dues, contents);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @AfterEach
    void sumsAreTheFoldOfFactsAndBudgetsOfTransfers() {
        assertThat(billing.differences(at)).isEmpty();
    }

    // ---- what is paid

    @Test
    void closesTheOrderThatItPaysInFullAndNotBefore() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");

        var proposal = proposed();
        var afterProposal = phase(order);
        approve(proposal);
        var afterApproval = phase(order);
        var paid = execute(proposal, 1);

        assertThat(proposal.number()).isEqualTo("PAY-2026-000001");
        assertThat(List.of(afterProposal, afterApproval)).containsOnly(OrderPhase.OPEN);
        assertThat(phase(order)).isEqualTo(OrderPhase.ENDED);
        assertThat(order(order).ended()).contains(PurchaseOrder.Ending.COMPLETED);
        assertThat(paid.standing().ended()).contains(PaymentProposal.Ending.PAID);
        assertThat(billing.budget(at)).isEqualTo("0.00 / 0.00 / 0.00 / 100.00");
        assertThat(life(order))
                .containsSubsequence("payment-proposed", "payment-approved", "order-completed", "invoice-settled");
        assertThat(life(order)).endsWith("payment-executed");
    }

    @Test
    void paysEachVendorOnceForAllItsInvoices() {
        var bolts = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        var nuts = received("Nuts AG", "nut", 5, "20.00");
        billed(bolts, "R-1", 4, "10.00");
        billed(bolts, "R-2", 6, "10.00");
        billed(nuts, "N-1", 5, "20.00");

        var proposal = proposed();

        assertThat(proposal.payments())
                .extracting(one -> one.payee().name() + " " + one.amount() + " " + one.documentNumbers())
                .containsExactlyInAnyOrder("Bolts and Bits GmbH EUR 119.00 [R-1, R-2]", "Nuts AG EUR 119.00 [N-1]");
        assertThat(proposal.total()).isEqualTo(euro("238.00"));
    }

    @Test
    void netsTheCreditNotesOfAVendorAndEndsAtExactlyWhatIsOwed() {
        var order = received("Bolts and Bits GmbH", "bolt", 25, "10.00");
        giveBack(order, 5);
        var invoice = billed(order, "R-1", 25, "10.00");
        var credit = credited(order, "C-1", "R-1", 5, "10.00");

        var proposal = proposed();
        approve(proposal);
        execute(proposal, 1);

        assertThat(proposal.payments().getFirst().parts())
                .extracting(part -> part.kind() + " " + part.amount())
                .containsExactly("invoice EUR 297.50", "credit-note EUR -59.50");
        assertThat(proposal.total()).isEqualTo(euro("238.00"));
        assertThat(paidOn(order)).isEqualTo(euro("200.00"));
        assertThat(billing.budget(at)).isEqualTo("0.00 / 0.00 / 0.00 / 200.00");
        assertThat(List.of(ending(invoice), ending(credit))).containsOnly(Invoice.Ending.SETTLED);
        assertThat(phase(order)).isEqualTo(OrderPhase.ENDED);
    }

    @Test
    void leavesOutAVendorWhoseCreditsComeToAsMuchAsItsInvoices() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        giveBack(order, 10);
        credited(order, "C-1", "R-1", 10, "10.00");

        var refusal = refused(() -> paying.propose(wish(), at.apClerk));

        assertThat(refusal.code()).isEqualTo("nothing-to-pay");
        assertThat(refusal.facts().named()).containsEntry("blocked", "1");
        assertThat(due().blocked())
                .extracting(Blocked::reason, Blocked::words)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Blocked.Reason.CREDIT_EXCEEDS,
                        "Credit notes of 119.00 are not below the 119.00 owed; pay when more is owed, or ask the vendor to"
                                + " pay back."));
    }

    @Test
    void saysOfEachDocumentThatIsDueAndNotPaidWhy() {
        var payable = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(payable, "R-1", 10, "10.00");
        var heldOrder = received("Bolts and Bits GmbH", "nut", 10, "10.00");
        billed(heldOrder, "R-2", 10, "10.00");
        act(() -> modules.ordering.hold(heldOrder.id(), order(heldOrder).version(), "Wrong goods", at.buyer));
        var onHold = received("Nuts AG", "nut", 10, "10.00");
        billed(onHold, "N-1", 10, "10.00");
        act(() -> modules.vendors.hold(onHold.head().vendor(), "Sanctions list", at.buyer));
        var unknown = anOrder(at, modules)
                .of("Cash Only Ltd")
                .line("gear", 10, "10.00")
                .issued();
        receive(unknown, 10);
        billed(unknown, "X-1", 10, "10.00");
        var early = anOrder(at, modules)
                .of("Bolts and Bits GmbH")
                .line("gear", 10, "10.00")
                .issued();
        billed(early, "R-3", 10, "10.00");
        var dollars = anOrder(at, modules)
                .of("Bolts and Bits GmbH")
                .in(CurrencyUnit.USD, "0.90")
                .line("gear", 10, "10.00")
                .issued();
        receive(dollars, 10);
        billed(dollars, "R-4", 10, "10.00");

        var proposal = proposed();

        assertThat(read(() -> payments.proposal(proposal.id(), at.apClerk)).blocked())
                .extracting(one -> one.documentNumber() + " " + one.reason())
                .containsExactlyInAnyOrder(
                        "R-2 ORDER_HELD",
                        "N-1 VENDOR_ON_HOLD",
                        "X-1 NO_BANK_DETAILS",
                        "R-3 HELD",
                        "R-4 OTHER_CURRENCY");
        assertThat(proposal.total()).isEqualTo(euro("119.00"));
    }

    @Test
    void leavesOutWhatWasReversedWhileItWaited() throws Exception {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        var reversed = billed(order, "R-1", 10, "10.00");
        billed(received("Nuts AG", "nut", 5, "20.00"), "N-1", 5, "20.00");

        try (var another = Executors.newSingleThreadExecutor()) {
            var waiting = act(() -> {
                billing.invoicing.reverse(reversed.id(), "Billed to the wrong company", at.finance);
                var started = another.submit(this::proposed);
                awaitSomebodyWaiting();
                return started;
            });

            assertThat(waiting.get().payments())
                    .extracting(one -> one.payee().name() + " " + one.documentNumbers())
                    .containsExactly("Nuts AG [N-1]");
        }
    }

    private static void awaitSomebodyWaiting() {
        var locks = org.springframework.jdbc.core.simple.JdbcClient.create(database.app())
                .sql("select count(*) from pg_locks where not granted");
        for (var tries = 0; locks.query(Integer.class).single() == 0; tries++) {
            assertThat(tries).isLessThan(1_000);
            Thread.onSpinWait();
        }
    }

    // ---- two persons

    @Test
    void isApprovedByASecondPerson() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = act(() -> paying.propose(wish(), at.payer));

        var own = refused(() -> paying.approve(proposal.id(), 1, at.payer));
        var straight = catchThrowableOfType(
                DataIntegrityViolationException.class,
                () -> act(() -> modules.jdbc.sql("""
                                update payment.proposal set approved_by = proposed_by, approved_by_name = '', approved_at = now(),
                                       file_id = gen_random_uuid()
                                """).update()));
        var approved = act(() -> paying.approve(proposal.id(), 1, at.otherPayer));

        assertThat(own.code()).isEqualTo("second-person");
        assertThat(own.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(straight).hasMessageContaining("approved_by_a_second_person");
        assertThat(approved.standing().phase()).isEqualTo(ProposalPhase.OPEN);
        assertThat(approved.payments())
                .extracting(one -> one.result().outcome())
                .containsOnly(Outcome.SENT);
    }

    @Test
    void isApprovedAsItWasSeen() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = proposed();

        assertThatThrownBy(() -> act(() -> paying.approve(proposal.id(), 0, at.payer)))
                .isInstanceOf(Stale.class);
        assertThat(shown(proposal).standing().phase()).isEqualTo(ProposalPhase.IN_APPROVAL);
    }

    @Test
    void isNotApprovedWhenADocumentWasBlockedMeanwhileAndNothingOfItIsDone() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        var invoice = billed(order, "R-1", 10, "10.00");
        var proposal = proposed();
        act(() -> modules.ordering.hold(order.id(), order(order).version(), "Wrong goods", at.buyer));

        var refusal = refused(() -> paying.approve(proposal.id(), 1, at.payer));

        assertThat(refusal.code()).isEqualTo("payment-blocked");
        assertThat(refusal.facts().named())
                .containsEntry("blocked", invoice.number())
                .containsEntry("reason", order.number() + " is held by Bert Buyer: Wrong goods.");
        assertThat(shown(proposal).standing().phase()).isEqualTo(ProposalPhase.IN_APPROVAL);
        assertThat(shown(proposal).payments().getFirst().result().outcome()).isEqualTo(Outcome.PROPOSED);
        assertThat(count("select count(*) from platform.content")).isZero();
    }

    @Test
    void isNotApprovedWhenTheVendorIsPaidElsewhereByThen() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = proposed();
        paidAt(order.head().vendor(), VIENNA);

        var refusal = refused(() -> paying.approve(proposal.id(), 1, at.payer));

        assertThat(refusal.code()).isEqualTo("payment-blocked");
        assertThat(refusal.facts().named())
                .containsEntry("blocked", "Bolts and Bits GmbH")
                .containsEntry(
                        "reason", "Its bank details were changed after this was proposed; check the change first.");
    }

    @Test
    void isOnlyForThoseWhosePartItIs() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = proposed();
        approve(proposal);
        var payment = proposal.payments().getFirst().id();

        assertThat(List.of(
                        refused(() -> paying.propose(wish(), at.buyer)).code(),
                        refused(() -> paying.approve(proposal.id(), 2, at.apClerk))
                                .code(),
                        refused(() -> paying.executed(payment, TODAY, at.finance))
                                .code(),
                        refused(() -> payments.file(proposal.id(), at.apClerk)).code(),
                        refused(() -> payments.due(wish(), at.rita)).code()))
                .containsOnly("not-your-role");
        assertThat(read(() -> payments.proposal(proposal.id(), at.apClerk))
                        .proposal()
                        .payments())
                .allMatch(one -> one.payee().account().isEmpty());
        assertThat(read(() -> payments.proposal(proposal.id(), at.payer))
                        .proposal()
                        .payments())
                .allMatch(one -> one.payee().account().orElseThrow().iban().equals(new Iban(BERLIN)));
    }

    // ---- the file

    @Test
    void becomesOneFileWhoseBytesAreKept() throws Exception {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = proposed();
        var before = refused(() -> payments.file(proposal.id(), at.payer));
        approve(proposal);

        var first = read(() -> payments.file(proposal.id(), at.payer));
        execute(proposal, 1);
        paidAt(order.head().vendor(), VIENNA);
        var again = read(() -> payments.file(proposal.id(), at.finance));

        assertThat(before.code()).isEqualTo("no-file-yet");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(first.mediaType()).isEqualTo("application/xml");
        assertThat(new String(first.bytes(), StandardCharsets.UTF_8))
                .contains("<MsgId>PAY-2026-000001</MsgId>")
                .contains("<EndToEndId>PAY-2026-000001-1</EndToEndId>")
                .contains("<InstdAmt Ccy=\"EUR\">119.00</InstdAmt>")
                .contains("<IBAN>DE89370400440532013000</IBAN>")
                .contains("<Ustrd>R-1</Ustrd>");
        assumeThat(SCHEMA).exists();
        SchemaFactory.newDefaultInstance()
                .newSchema(SCHEMA.toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(first.bytes())));
    }

    // ---- the bank's word

    @Test
    void freesTheInvoicesOfAPaymentThatFailed() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        var invoice = billed(order, "R-1", 10, "10.00");
        var first = proposed();
        approve(first);

        var failed = act(() -> paying.failed(payment(first, 1), "Account closed", at.payer));
        var second = proposed();

        assertThat(failed.standing().ended()).contains(PaymentProposal.Ending.FAILED);
        assertThat(billing.view(invoice, at.apClerk).invoice().standing().settled())
                .isEqualTo(euro("0.00"));
        assertThat(phase(order)).isEqualTo(OrderPhase.OPEN);
        assertThat(second.total()).isEqualTo(euro("119.00"));
        assertThat(second.number()).isEqualTo("PAY-2026-000002");
    }

    @Test
    void endsWhenEveryPaymentHasItsOutcome() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");
        billed(received("Nuts AG", "nut", 5, "20.00"), "N-1", 5, "20.00");
        var proposal = proposed();
        approve(proposal);

        var halfway = execute(proposal, 1);
        var again = refused(() -> paying.executed(payment(proposal, 1), TODAY, at.payer));
        var ended = act(() -> paying.failed(payment(proposal, 2), "Account closed", at.payer));

        assertThat(halfway.standing().phase()).isEqualTo(ProposalPhase.OPEN);
        assertThat(halfway.unknown()).isEqualTo(1);
        assertThat(again.code()).isEqualTo("outcome-known");
        assertThat(ended.standing().ended()).contains(PaymentProposal.Ending.PARTLY_PAID);
        assertThat(read(() -> payments.page(PaymentFinder.Listing.SENT, "", 50, at.payer))
                        .rows())
                .isEmpty();
    }

    @Test
    void isNotExecutedBeforeTheDayItsMoneyLeft() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");
        var proposal = proposed();
        approve(proposal);

        var refusal = refused(() -> paying.executed(payment(proposal, 1), TODAY.plusDays(1), at.payer));

        assertThat(refusal.code()).isEqualTo("executed-in-the-future");
    }

    @Test
    void givesItsInvoicesBackWhenItIsWithdrawnOrRejected() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");

        var first = proposed();
        var withdrawn = act(() -> paying.withdraw(first.id(), "Too early", at.apClerk));
        var second = proposed();
        var rejected = act(() -> paying.reject(second.id(), "Not this week", at.payer));
        var third = proposed();
        approve(third);
        var late = refused(() -> paying.withdraw(third.id(), "Too late", at.apClerk));

        assertThat(withdrawn.standing().ended()).contains(PaymentProposal.Ending.WITHDRAWN);
        assertThat(rejected.standing().ended()).contains(PaymentProposal.Ending.REJECTED);
        assertThat(third.total()).isEqualTo(euro("119.00"));
        assertThat(late.code()).isEqualTo("not-in-this-phase");
    }

    // ---- races and size

    @Test
    void hasAnInvoiceAloneHoweverManyProposeItAtOnce() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");

        var outcomes = atOnce(8, () -> paying.propose(wish(), at.apClerk));

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn("nothing-to-pay"::equals).hasSize(7);
        assertThat(due().blocked()).extracting(Blocked::words).containsExactly("It is in PAY-2026-000001.");
    }

    @Test
    void isExecutedOnceHoweverManyRecordIt() {
        var order = received("Bolts and Bits GmbH", "bolt", 10, "10.00");
        billed(order, "R-1", 10, "10.00");
        var proposal = proposed();
        approve(proposal);

        var outcomes = atOnce(8, () -> paying.executed(payment(proposal, 1), TODAY, at.payer));

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(paidOn(order)).isEqualTo(euro("100.00"));
    }

    @Test
    void isProposedAndApprovedInAsManyStatementsHoweverManyInvoicesItPays() {
        var one = received("Bolts and Bits GmbH", "bolt", 1, "10.00");
        billed(one, "R-0", 1, "10.00");
        var before = proposed();
        approve(before);
        act(() -> paying.failed(payment(before, 1), "Account closed", at.payer));
        var few = counting.during(this::proposeAndApprove);
        var many = received("Nuts AG", "nut", 12, "20.00");
        IntStream.rangeClosed(1, 12).forEach(number -> billed(many, "N-" + number, 1, "20.00"));
        billed(received("Gears Ltd", "gear", 1, "1.00"), "G-1", 1, "1.00");

        var more = counting.during(this::proposeAndApprove);

        // The organisation is read anew every ten seconds, which may fall into either.
        assertThat(more).isCloseTo(few, org.assertj.core.api.Assertions.within(1));
    }

    @Test
    void standsInListsThatGoOnByKey() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");
        IntStream.range(0, 3).forEach(_ -> withdrawAll(proposed()));
        var waiting = proposed();

        var first = read(() -> payments.page(PaymentFinder.Listing.ENDED, "", 2, at.auditor));
        var second = read(
                () -> payments.page(PaymentFinder.Listing.ENDED, first.next().orElseThrow(), 2, at.auditor));
        var open = read(() -> payments.page(PaymentFinder.Listing.WAITING, "", 2, at.auditor));

        assertThat(first.rows()).extracting(ProposalRow::number).containsExactly("PAY-2026-000003", "PAY-2026-000002");
        assertThat(second.rows()).extracting(ProposalRow::number).containsExactly("PAY-2026-000001");
        assertThat(open.rows()).extracting(ProposalRow::number).containsExactly(waiting.number());
        assertThat(List.of(waitingFor(at.payer), waitingFor(at.apClerk))).containsExactly(1, 0);
    }

    @Test
    void ofAnotherOrganizationIsNotThere() {
        billed(received("Bolts and Bits GmbH", "bolt", 10, "10.00"), "R-1", 10, "10.00");
        var proposal = proposed();
        var other = Fixture.in(database);

        assertThatThrownBy(() -> modules.transactions.read(
                        other.organization, () -> payments.proposal(proposal.id(), other.payer)))
                .isInstanceOf(NotFound.class);
    }

    // ---- how

    private void proposeAndApprove() {
        approve(proposed());
    }

    private void withdrawAll(PaymentProposal proposal) {
        act(() -> paying.withdraw(proposal.id(), "Once more", at.apClerk));
    }

    private int waitingFor(Actor by) {
        return read(() -> payments.waiting(by));
    }

    private static PaymentWish wish() {
        return PaymentWish.dueUntil(JULY, TODAY.plusDays(1));
    }

    private PaymentProposal proposed() {
        return act(() -> paying.propose(wish(), at.apClerk));
    }

    private PaymentPlan due() {
        return read(() -> payments.due(wish(), at.apClerk));
    }

    private PaymentProposal approve(PaymentProposal proposal) {
        return act(() -> paying.approve(proposal.id(), proposal.version(), at.payer));
    }

    private static PaymentId payment(PaymentProposal proposal, int place) {
        return proposal.payments().get(place - 1).id();
    }

    private PaymentProposal execute(PaymentProposal proposal, int place) {
        return act(() -> paying.executed(payment(proposal, place), TODAY, at.payer));
    }

    private PaymentProposal shown(PaymentProposal proposal) {
        return read(() -> payments.proposal(proposal.id(), at.payer).proposal());
    }

    /** An order of one line, all of which has come, of a vendor whose bank details are known. */
    private PurchaseOrder received(String vendor, String goods, int quantity, String price) {
        var order = anOrder(at, modules).of(vendor).line(goods, quantity, price).issued();
        var known = read(() -> modules.vendorFinder.vendor(order.head().vendor(), at.finance));
        if (known.bankVersion() == 0) {
            paidAt(order.head().vendor(), BERLIN);
        }
        receive(order, quantity);
        return order;
    }

    private void receive(PurchaseOrder order, int quantity) {
        act(() -> billing.receiving.receive(
                order.id(),
                new ReceiptContent(
                        TODAY, "LS-1", "", List.of(ReceiptContent.Line.good(line(order, 1), Quantity.of(quantity)))),
                at.receiver));
    }

    private void giveBack(PurchaseOrder order, int quantity) {
        act(() -> billing.receiving.giveBack(
                order.id(),
                new ReturnContent(
                        TODAY,
                        "RMA-1",
                        "",
                        List.of(new ReturnContent.Line(
                                line(order, 1), Optional.empty(), Quantity.of(quantity), Disposition.CREDIT, "rusty"))),
                at.receiver));
    }

    private Invoice billed(PurchaseOrder order, String number, int quantity, String price) {
        return billing.capture(aBill(order, number).line(1, quantity, price).content(), at.apClerk);
    }

    private Invoice credited(PurchaseOrder order, String number, String billed, int quantity, String price) {
        return billing.capture(
                aCredit(order, number, billed).line(1, quantity, price).content(), at.apClerk);
    }

    private void paidAt(VendorId vendor, String iban) {
        act(() -> {
            var seen = modules.vendorFinder.vendor(vendor, at.finance).version();
            return modules.vendors.changeBankDetails(
                    vendor, seen, new BankDetails(new Iban(iban), null, "Whoever they are"), at.finance);
        });
    }

    private PurchaseOrder order(PurchaseOrder order) {
        return billing.order(order, at);
    }

    private OrderPhase phase(PurchaseOrder order) {
        return order(order).phase();
    }

    private Money paidOn(PurchaseOrder order) {
        return billing.line(order, 1, at).sums().of(FactKind.PAID).amount();
    }

    private Invoice.Ending ending(Invoice invoice) {
        return billing.view(invoice, at.apClerk).invoice().standing().ended().orElseThrow();
    }

    private List<String> life(PurchaseOrder order) {
        return read(() -> modules.lives.life(DocumentRef.of("order", order.id()), 0, at.buyer)).stream()
                .map(JournalRow::act)
                .toList();
    }

    private int count(String sql) {
        return read(() -> modules.jdbc.sql(sql).query(Integer.class).single());
    }

    private static Money euro(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private <T> T act(Supplier<T> work) {
        return modules.transactions.act(at.organization, work);
    }

    private void act(Runnable work) {
        modules.transactions.act(at.organization, () -> {
            work.run();
            return true;
        });
    }

    private <T> T read(Supplier<T> work) {
        return modules.transactions.read(at.organization, work);
    }

    private Refusal refused(Supplier<?> work) {
        return catchThrowableOfType(Refusal.class, () -> modules.transactions.act(at.organization, work));
    }

    /** What so many people get who do the same at the same time: {@code done}, or the code of their refusal. */
    private List<String> atOnce(int people, Supplier<?> work) {
        var calls = new ArrayList<Callable<String>>();
        IntStream.range(0, people)
                .forEach(_ -> calls.add(() -> {
                    var refusal = refused(work);
                    return refusal == null ? "done" : refusal.code();
                }));
        try (var threads = Executors.newFixedThreadPool(people)) {
            var answers = new ArrayList<String>();
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
