package org.countersign.invoice;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.countersign.budget.Budget;
import org.countersign.budget.Periods;
import org.countersign.identity.Organizations;
import org.countersign.invoice.Invoice.Captured;
import org.countersign.invoice.Invoice.Head;
import org.countersign.invoice.Invoice.Standing;
import org.countersign.invoice.InvoiceEvent.Bill;
import org.countersign.invoice.InvoiceEvent.CreditNotePosted;
import org.countersign.invoice.InvoiceEvent.DuplicateEntered;
import org.countersign.invoice.InvoiceEvent.HoldLifted;
import org.countersign.invoice.InvoiceEvent.InvoiceCaptured;
import org.countersign.invoice.InvoiceEvent.InvoiceHeld;
import org.countersign.invoice.InvoiceEvent.InvoicePosted;
import org.countersign.invoice.InvoiceEvent.InvoiceRejected;
import org.countersign.invoice.InvoiceEvent.InvoiceReversed;
import org.countersign.invoice.InvoiceEvent.LineLinked;
import org.countersign.invoice.Judging.Judgement;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLedger;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderPhase;
import org.countersign.order.OrderReferences;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Numbers;
import org.countersign.platform.Pipeline;
import org.countersign.tolerance.KeepTolerances;
import org.countersign.vendor.VendorFinder;
import org.springframework.stereotype.Component;

/**
 * The acts on invoices and credit notes: captured by one door whatever way they come, compared with their orders and
 * receipts, held or posted, freed by a later match, by linking or by lifting, rejected, reversed. Orders are locked before
 * the document, always.
 */
@Component
public class Invoicing {

    private final InvoiceStore invoices;
    private final MatchStore matches;
    private final Judging judging;
    private final OrderLedger ledger;
    private final OrderReferences references;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Invoicing(
            Pipeline jdbc,
            OrderLedger ledger,
            OrderReferences references,
            VendorFinder vendors,
            Budget budget,
            Periods periods,
            KeepTolerances tolerances,
            Organizations organizations,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.invoices = new InvoiceStore(jdbc);
        this.matches = new MatchStore(jdbc);
        this.judging = new Judging(this.invoices, ledger, budget, periods, tolerances, organizations, ids, clock);
        this.ledger = ledger;
        this.references = references;
        this.vendors = vendors;
        this.organizations = organizations;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    // ---- capture

    /**
     * Captures what a person or program enters; refuses {@code duplicate-invoice} (409, with {@code first}), and what would
     * be returned to the vendor: {@code no-order-number}, {@code unknown-order}, {@code order-closed},
     * {@code order-of-another-vendor}, {@code billing-reference-unknown}.
     */
    public Invoice capture(BillContent content, Origin origin, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        return captured(new InvoiceId(ids.next()), content, origin, Optional.empty(), by)
                .invoice();
    }

    /** The same for a document that the exchange read: whoever may hand documents in. */
    public Invoice captureDocument(BillContent content, UUID document, Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        return captured(new InvoiceId(ids.next()), content, new Origin.Document(document), Optional.empty(), by)
                .invoice();
    }

    /** Enters a document under a number that is there already, for a reason; it is held until a second person decides. */
    public Invoice captureDuplicate(BillContent content, Origin origin, String reason, Actor by) {
        by.require(Authority.ENTER_DUPLICATES);
        return captured(new InvoiceId(ids.next()), content, origin, Optional.of(Reason.said(reason)), by)
                .invoice();
    }

    /** What a program enters, with a reason if it knows of the duplicate; answers the document beside its orders. */
    InvoiceView enter(BillContent content, String duplicateReason, Actor by) {
        by.require(duplicateReason.isEmpty() ? Authority.ENTER_INVOICES : Authority.ENTER_DUPLICATES);
        var reason = duplicateReason.isEmpty() ? Optional.<String>empty() : Optional.of(Reason.said(duplicateReason));
        return captured(new InvoiceId(ids.next()), content, new Origin.Json(), reason, by)
                .view(by);
    }

    /** Why an invoice would go back to its vendor unbooked; empty if it would not. Locks the orders and has no other effect. */
    public Optional<Returned> returned(BillContent content, Actor by) {
        return content.kind() == Kind.CREDIT_NOTE
                ? Optional.empty()
                : Returned.judge(
                        content.vendor(),
                        Linking.orderNumbers(content),
                        named(content, List.of(), by).values());
    }

    /** The invoice that a credit note names; empty if we do not know it, or it names none. */
    public Optional<InvoiceId> billed(BillContent content, Actor by) {
        return content.references().billed().flatMap(number -> invoices.invoiceOf(content.vendor(), number, by));
    }

    /** The same for a draft, which keeps its id. */
    Invoice captureDraft(InvoiceId id, BillContent content, String duplicateReason, Actor by) {
        by.require(duplicateReason.isEmpty() ? Authority.ENTER_INVOICES : Authority.ENTER_DUPLICATES);
        var reason = duplicateReason.isEmpty() ? Optional.<String>empty() : Optional.of(Reason.said(duplicateReason));
        return captured(id, content, new Origin.ByHand(), reason, by).invoice();
    }

    /** A document as it was captured, and what its comparison came to. */
    private record Taken(Invoice invoice, Judgement judgement, Map<OrderId, PurchaseOrder> orders) {

        InvoiceView view(Actor by) {
            var run = judgement.run();
            var holds = judgement.open().stream()
                    .map(Hold::shown)
                    .sorted(Comparator.comparing(hold -> hold.id().value()))
                    .toList();
            return InvoiceFinder.view(invoice, holds, Optional.of(run.view()), run.differed(), orders, by);
        }
    }

    private Taken captured(
            InvoiceId id, BillContent content, Origin origin, Optional<String> duplicateReason, Actor by) {
        var vendor = vendors.vendor(content.vendor(), by);
        var billed = content.kind() == Kind.CREDIT_NOTE
                ? Optional.of(billed(content, by).orElseThrow(() -> unknownBilled(content)))
                : Optional.<InvoiceId>empty();
        var orders = named(
                content, billed.map(invoice -> invoices.orders(invoice, by)).orElse(List.of()), by);
        if (content.kind() == Kind.INVOICE) {
            Returned.judge(content.vendor(), Linking.orderNumbers(content), orders.values())
                    .ifPresent(why -> {
                        throw why.refusal();
                    });
        }
        var said = vendor.terms().legalKey();
        var legalKey = said.isEmpty() ? vendor.id().toString() : said;
        var first = invoices.first(legalKey, content.kind(), content.number(), by);
        unless(first.isEmpty() || duplicateReason.isPresent(), () -> duplicate(content, first.orElseThrow()));
        var duplicateOf = first.isEmpty() ? 0 : invoices.nextDuplicate(legalKey, content.kind(), content.number(), by);
        var head = new Head(
                content.kind(),
                vendor.id(),
                vendor.terms().name(),
                legalKey,
                content.number(),
                content.issuedOn(),
                content.dueOn()
                        .orElse(content.issuedOn().plusDays(vendor.terms().paymentDays())),
                content.rate(),
                organizations.organization(by.organization()).currency(),
                content.references().orderNumber(),
                billed,
                origin,
                duplicateOf,
                new Captured(today(by), by.account(), by.name()));
        var linking = new Linking(content, orders.values(), billed.map(invoice -> found(invoice, by)));
        var invoice = new Invoice(
                id, "", head, content.totals(), lines(content, linking), Standing.captured(content.currency()), 1);
        return entered(invoice, orders, first, duplicateReason, by);
    }

    private Taken entered(
            Invoice invoice,
            Map<OrderId, PurchaseOrder> orders,
            Optional<InvoiceStore.First> first,
            Optional<String> duplicateReason,
            Actor by) {
        var billing = new TreeMap<OrderId, PurchaseOrder>(Comparator.comparing(OrderId::value));
        orders.values().stream()
                .filter(order -> order.head().vendor().equals(invoice.head().vendor()))
                .forEach(order -> billing.put(order.id(), order));
        var judgement = judging.judge(invoice, billing, Long.MAX_VALUE, List.of(), 1, by);
        var shares = judgement.passes() ? Charges.shares(invoice, billing) : List.<Charges.Share>of();
        var decided = judgement.passes() ? judging.post(invoice, billing, by) : judging.hold(invoice, billing, by);
        var number = numbers.next(
                by.organization(),
                invoice.isCredit() ? "CRN" : "INV",
                invoice.head().captured().on().getYear());
        var kept = decided.numbered(number);
        var now = clock.instant();
        var enteredBy = kept.head().duplicateOf() > 0 ? by.account() : null;
        unless(invoices.insert(kept, billing.keySet(), enteredBy, now, by), () -> raced(kept, by));
        keep(kept, judgement, List.of(), by);
        invoices.insertChargeShares(kept.id(), shares, by);
        var bill = Bill.of(kept, billing.keySet());
        journal.tell(
                new InvoiceCaptured(
                        bill,
                        kept.head().vendorName(),
                        kept.head().origin().code(),
                        kept.totals().payable(),
                        codes(judgement.open())),
                by);
        if (first.isPresent()) {
            journal.tell(new DuplicateEntered(bill, first.orElseThrow().id(), duplicateReason.orElseThrow()), by);
        }
        if (judgement.passes()) {
            tellPosted(kept, bill, judgement, by);
        }
        return new Taken(kept, judgement, billing);
    }

    private List<Invoice.Line> lines(BillContent content, Linking linking) {
        var lines = new ArrayList<Invoice.Line>();
        for (var said : content.lines()) {
            lines.add(
                    new Invoice.Line(new InvoiceLineId(ids.next()), lines.size() + 1, said, linking.link(said), false));
        }
        return lines;
    }

    /** The orders that the document names, locked; those it names and we do not have are missing. */
    private Map<OrderId, PurchaseOrder> named(BillContent content, List<OrderId> ofBilled, Actor by) {
        var byNumber = references.numbered(Linking.orderNumbers(content), by).values();
        var byLine = references.ofLines(Linking.orderLines(content), by).values();
        return locked(union(ofBilled, union(byNumber, byLine)), by);
    }

    // ---- again

    /** Compares a held document again, with its orders as they are now; posts it where nothing stands against it any more. */
    public Invoice rematch(InvoiceId id, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        var orders = locked(invoices.orders(id, by), by);
        var invoice = lockedInvoice(id, by);
        return invoice.isHeld() ? matched(invoice, orders, by) : invoice;
    }

    /** Compares the held documents of these orders again, the earliest captured first. */
    public void rematchOf(Collection<OrderId> orders, Actor by) {
        rematchAll(invoices.held(orders, by), by);
    }

    /** Compares every held document again, at most 1,000. */
    public void rematchAll(Actor by) {
        rematchAll(invoices.held(by), by);
    }

    private void rematchAll(List<InvoiceId> held, Actor by) {
        var orders = new LinkedHashSet<OrderId>();
        held.forEach(invoice -> orders.addAll(invoices.orders(invoice, by)));
        // All of them first and in one order; each match then finds its own locked already.
        locked(orders, by);
        held.forEach(invoice -> rematch(invoice, by));
    }

    private Invoice matched(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        InvoicePhase.LIFE.next(invoice.standing().phase(), InvoicePhase.Act.MATCH);
        var standing = matches.holds(invoice.id(), by);
        var run = matches.lastRun(invoice.id(), by) + 1;
        var judgement = judging.judge(invoice, orders, invoices.position(invoice.id(), by), standing, run, by);
        var now = clock.instant();
        var bill = Bill.of(invoice, orders.keySet());
        if (judgement.passes()) {
            var shares = Charges.shares(invoice, orders);
            var posted = judging.post(invoice, orders, by);
            invoices.update(List.of(posted), now, by);
            invoices.updateLines(posted, by);
            keep(posted, judgement, standing, by);
            invoices.insertChargeShares(posted.id(), shares, by);
            tellPosted(posted, bill, judgement, by);
            return posted;
        }
        var held = judging.hold(invoice, orders, by);
        if (!held.equals(invoice)) {
            invoices.updateLines(held, by);
        }
        if (!unchanged(judgement, standing)) {
            keep(held, judgement, standing, by);
            journal.tell(
                    new InvoiceHeld(
                            bill, codes(judgement.open()), judgement.run().tolerances()),
                    by);
        }
        return held;
    }

    private static boolean unchanged(Judgement judgement, List<Hold> standing) {
        var before = Hold.open(standing);
        return before.size() == judgement.open().size()
                && Hold.without(judgement.open(), before).isEmpty();
    }

    private void keep(Invoice invoice, Judgement judgement, List<Hold> standing, Actor by) {
        matches.keepRun(invoice.id(), judgement.run(), judgement.open(), by);
        var before = Hold.open(standing);
        matches.holdsGone(invoice.id(), Hold.without(before, judgement.open()), clock.instant(), by);
        matches.insertHolds(invoice.id(), Hold.without(judgement.open(), before), by);
    }

    private void tellPosted(Invoice invoice, Bill bill, Judgement judgement, Actor by) {
        var rules = judgement.run().tolerances();
        var totals = invoice.totals();
        journal.tell(
                invoice.isCredit()
                        ? new CreditNotePosted(bill, totals.net(), totals.payable(), rules)
                        : new InvoicePosted(bill, totals.net(), totals.payable(), rules),
                by);
    }

    // ---- what people decide

    /**
     * Lets a difference through, for a reason; with the last one gone the document is posted. A duplicate takes a second
     * person ({@code own-duplicate}); a line without an order line is linked, never lifted ({@code not-liftable}).
     */
    public Invoice lift(InvoiceId id, HoldId holdId, String reason, Actor by) {
        by.require(Authority.LIFT_HOLDS);
        var why = Reason.said(reason);
        var orders = locked(invoices.orders(id, by), by);
        var invoice = lockedInvoice(id, by).undecided(InvoicePhase.Act.LIFT);
        var hold = matches.holds(id, by).stream()
                .filter(one -> one.id().equals(holdId))
                .findFirst()
                .orElseThrow(() -> new NotFound("hold", holdId));
        requireLiftable(hold, invoice, by);
        unless(
                matches.lift(id, holdId, why, clock.instant(), by),
                () -> Refusal.conflict("already-lifted", "This hold was lifted already.", Facts.of("hold", holdId)));
        journal.tell(
                new HoldLifted(Bill.of(invoice, orders.keySet()), hold.reason().code(), hold.line(), why), by);
        return matched(invoice, orders, by);
    }

    private static void requireLiftable(Hold hold, Invoice invoice, Actor by) {
        var measured = hold.figures().isPresent();
        var liftable = switch (hold.reason()) {
            case LINE -> false;
            case CURRENCY -> measured;
            case BUDGET -> false;
            case PRICE, QUANTITY, TAX, FREIGHT, NO_RECEIPT, CREDIT_EXPECTED, DUPLICATE -> true;
        };
        unless(
                liftable,
                () -> Refusal.rule(
                        "not-liftable",
                        "This hold is not lifted: " + hold.wayOut(),
                        Facts.of("reason", hold.reason().code())
                                .and("owner", hold.owner().role().code())));
        unless(
                hold.reason() != HoldReason.DUPLICATE
                        || !invoice.head().captured().by().equals(by.account()),
                () -> Refusal.forbidden(
                        "own-duplicate",
                        "You entered this duplicate; a second person decides.",
                        Facts.of("reason", hold.reason().code()).and("lifted-by", "another person of finance")));
    }

    /** Says which order line a line bills, and compares the document again. */
    public Invoice link(InvoiceId id, InvoiceLineId lineId, OrderLineId orderLine, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        var target = references.ofLines(Set.of(orderLine), by).get(orderLine);
        if (target == null) {
            throw new NotFound("order line", orderLine);
        }
        var orders = locked(union(invoices.orders(id, by), Set.of(target)), by);
        var invoice = lockedInvoice(id, by).undecided(InvoicePhase.Act.LINK);
        var order = Objects.requireNonNull(orders.get(target));
        requireBillable(order, invoice);
        var line = invoice.line(lineId);
        unless(line.isGoods(), "not-a-line", "A charge or allowance of the whole document bills no order line.");
        var link = Linking.link(order, order.line(orderLine));
        var released = judging.release(invoice, orders, by);
        var linked = released.withLines(one -> one.id().equals(lineId) ? one.linked(link) : one);
        invoices.updateLines(linked, by);
        invoices.keepOrders(id, Set.of(target), by);
        journal.tell(
                new LineLinked(Bill.of(linked, orders.keySet()), line.said().number(), link.name()), by);
        return matched(linked, orders, by);
    }

    private static void requireBillable(PurchaseOrder order, Invoice invoice) {
        unless(
                order.head().vendor().equals(invoice.head().vendor()),
                () -> new Returned(Returned.Why.ANOTHER_VENDORS, order.number()).refusal());
        unless(
                invoice.isCredit() || order.phase() == OrderPhase.OPEN,
                () -> new Returned(Returned.Why.ORDER_CLOSED, order.number()).refusal());
    }

    /** Sends a held document back: nothing is paid, its claims end, and its number is free for a corrected one. */
    public Invoice reject(InvoiceId id, String reason, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        var why = Reason.said(reason);
        var orders = locked(invoices.orders(id, by), by);
        var invoice = lockedInvoice(id, by).rejected(why);
        var ended = judging.release(invoice, orders, by);
        close(ended, by);
        journal.tell(new InvoiceRejected(Bill.of(ended, orders.keySet()), why), by);
        return ended;
    }

    /** Takes a posted document that nobody has paid out of the books: what was received stays received. */
    public Invoice reverse(InvoiceId id, String reason, Actor by) {
        by.require(Authority.LIFT_HOLDS);
        var why = Reason.said(reason);
        var orders = locked(invoices.orders(id, by), by);
        var invoice = lockedInvoice(id, by).reversed(why);
        judging.reverse(invoice, orders, by);
        close(invoice, by);
        journal.tell(new InvoiceReversed(Bill.of(invoice, orders.keySet()), why), by);
        return invoice;
    }

    private void close(Invoice ended, Actor by) {
        invoices.update(List.of(ended), clock.instant(), by);
        invoices.updateLines(ended, by);
        matches.holdsGone(ended.id(), Hold.open(matches.holds(ended.id(), by)), clock.instant(), by);
        matches.nothingHolds(ended.id(), by);
    }

    // ---- how

    private Map<OrderId, PurchaseOrder> locked(Collection<OrderId> wanted, Actor by) {
        var orders = new TreeMap<OrderId, PurchaseOrder>(Comparator.comparing(OrderId::value));
        if (!wanted.isEmpty()) {
            ledger.lock(wanted, by).forEach(order -> orders.put(order.id(), order));
        }
        return orders;
    }

    private Invoice lockedInvoice(InvoiceId id, Actor by) {
        return invoices.lock(List.of(id), by).stream().findFirst().orElseThrow(() -> new NotFound("invoice", id));
    }

    private Invoice found(InvoiceId id, Actor by) {
        return invoices.find(List.of(id), by).stream().findFirst().orElseThrow(() -> new NotFound("invoice", id));
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }

    private static Set<OrderId> union(Collection<OrderId> some, Collection<OrderId> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static List<String> codes(List<Hold> holds) {
        return holds.stream().map(hold -> hold.reason().code()).distinct().toList();
    }

    private Refusal raced(Invoice invoice, Actor by) {
        var head = invoice.head();
        return invoices.first(head.vendorLegalKey(), head.kind(), head.documentNumber(), by)
                .map(first -> duplicate(head.kind(), head.documentNumber(), first))
                .orElseGet(() -> Refusal.conflict("busy", "Somebody else entered this at the same moment; try again."));
    }

    private static Refusal duplicate(BillContent content, InvoiceStore.First first) {
        return duplicate(content.kind(), content.number(), first);
    }

    private static Refusal duplicate(Kind kind, DocumentNumber number, InvoiceStore.First first) {
        return Refusal.conflict(
                "duplicate-invoice",
                "The vendor's number " + number + " was entered before, as " + first.number()
                        + "; finance may enter it again with a reason.",
                Facts.of("first", first.id())
                        .and("number", first.number())
                        .and("kind", Invoice.word(kind))
                        .under("duplicate-invoice", "finance, and then a second person"));
    }

    private static Refusal unknownBilled(BillContent content) {
        var said = content.references().billed().map(DocumentNumber::printed).orElse("");
        return Refusal.rule(
                "billing-reference-unknown",
                said.isEmpty()
                        ? "A credit note names the invoice that it is about."
                        : "There is no invoice " + said + " of this vendor that the credit note could be about.",
                Facts.of("field", "billed").and("actual", said));
    }
}
