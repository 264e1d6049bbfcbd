package org.countersign.invoice;

import static org.countersign.kernel.Refusal.unless;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A captured invoice or credit note: what it says, which order lines it bills, and how far it has come. */
public record Invoice(
        InvoiceId id,
        String number,
        Head head,
        BillContent.Totals totals,
        List<Line> lines,
        Standing standing,
        int version) {

    /**
     * What a document is captured with and keeps for life.
     *
     * @param duplicateOf how many of the same number were there before it; 0 = it is the first
     */
    public record Head(
            Kind kind,
            VendorId vendor,
            String vendorName,
            String vendorLegalKey,
            DocumentNumber documentNumber,
            LocalDate issuedOn,
            LocalDate dueOn,
            Optional<BigDecimal> rate,
            CurrencyUnit bookCurrency,
            String orderNumber,
            Optional<InvoiceId> billed,
            Origin origin,
            int duplicateOf,
            Captured captured) {}

    /** When and by whom it was entered. */
    public record Captured(LocalDate on, AccountId by, String byName) {}

    /** The order line that a line bills, and how people quote it. */
    public record Link(OrderId order, OrderLineId line, String name) {}

    /**
     * A line, or a charge or allowance.
     *
     * @param claimed while held, it asks for its figures on the order line
     */
    public record Line(InvoiceLineId id, int place, BillContent.Line said, Optional<Link> link, boolean claimed) {

        Line linked(Link other) {
            return new Line(id, place, said, Optional.of(other), false);
        }

        Line claiming(boolean claims) {
            return new Line(id, place, said, link, claims);
        }

        boolean isGoods() {
            return said.kind() == BillContent.LineKind.LINE;
        }
    }

    /** Why a document ended. */
    public enum Ending {
        SETTLED,
        REJECTED,
        REVERSED
    }

    /** How far it has come: held until posted, then settled bit by bit. */
    public record Standing(InvoicePhase phase, Optional<Ending> ended, String endNote, boolean posted, Money settled) {

        static Standing captured(CurrencyUnit currency) {
            return new Standing(InvoicePhase.OPEN, Optional.empty(), "", false, Money.zero(currency));
        }
    }

    public Invoice {
        lines = List.copyOf(lines);
    }

    /** Its kind in the words of the address. */
    static String word(Kind kind) {
        return switch (kind) {
            case INVOICE -> "invoice";
            case CREDIT_NOTE -> "credit-note";
        };
    }

    public DocumentRef ref() {
        return DocumentRef.of(word(head.kind()), id);
    }

    public CurrencyUnit currency() {
        return totals.net().getCurrencyUnit();
    }

    public boolean isCredit() {
        return head.kind() == Kind.CREDIT_NOTE;
    }

    /** The orders that its lines bill, in the order of the lines. */
    public Set<OrderId> orders() {
        var orders = new LinkedHashSet<OrderId>();
        lines.forEach(line -> line.link().ifPresent(link -> orders.add(link.order())));
        return orders;
    }

    /** Whether it is matched and posted, and not over. */
    public boolean isPayable() {
        return standing.posted() && standing.phase() == InvoicePhase.OPEN;
    }

    /** What is still to be settled. */
    public Money open() {
        return totals.payable().minus(standing.settled());
    }

    Line line(InvoiceLineId line) {
        return lines.stream()
                .filter(one -> one.id().equals(line))
                .findFirst()
                .orElseThrow(() -> new NotFound("invoice line", line));
    }

    boolean isHeld() {
        return standing.phase() == InvoicePhase.OPEN && !standing.posted();
    }

    Invoice numbered(String given) {
        return new Invoice(id, given, head, totals, lines, standing, version);
    }

    Invoice withLines(Function<Line, Line> change) {
        return new Invoice(id, number, head, totals, lines.stream().map(change).toList(), standing, version);
    }

    /** Refuses unless it is still undecided. */
    Invoice undecided(InvoicePhase.Act act) {
        InvoicePhase.LIFE.next(standing.phase(), act);
        unless(
                !standing.posted(),
                () -> Refusal.conflict(
                        "already-posted",
                        "This document was accepted already; ask for a credit note, or have finance reverse it.",
                        Facts.of("act", act.name().toLowerCase(Locale.ROOT)).and("number", number)));
        return this;
    }

    /** Accepted: it may be paid. One that asks for no money is settled at once. */
    Invoice posted() {
        var ends = totals.payable().isZero();
        return after(
                ends ? InvoicePhase.Act.SETTLE : InvoicePhase.Act.MATCH,
                ends ? Optional.of(Ending.SETTLED) : Optional.empty(),
                "",
                true,
                standing.settled());
    }

    Invoice rejected(String why) {
        undecided(InvoicePhase.Act.REJECT);
        return after(InvoicePhase.Act.REJECT, Optional.of(Ending.REJECTED), why, false, standing.settled());
    }

    /** A posted document that nobody has paid never happened. */
    Invoice reversed(String why) {
        InvoicePhase.LIFE.next(standing.phase(), InvoicePhase.Act.REVERSE);
        unless(
                standing.posted(),
                () -> Refusal.conflict(
                        "not-posted",
                        "Only an accepted document is reversed; reject this one.",
                        Facts.of("number", number)));
        unless(
                standing.settled().isZero(),
                () -> Refusal.conflict(
                        "already-paid",
                        "Some of this is paid: take the payment back first, or ask for a credit note.",
                        Facts.of("number", number)
                                .measured("settled", 0, standing.settled().getAmount(), 0)));
        return after(InvoicePhase.Act.REVERSE, Optional.of(Ending.REVERSED), why, true, standing.settled());
    }

    /** So much more is settled; refused beyond what is payable. */
    Invoice settling(Money amount) {
        unless(
                standing.posted(),
                () -> Refusal.conflict(
                        "not-posted",
                        "This document is held, so nothing is paid on it yet.",
                        Facts.of("number", number)));
        var settled = standing.settled().plus(amount);
        unless(
                amount.isPositive() && !settled.isGreaterThan(totals.payable()),
                () -> Refusal.rule(
                        "over-settlement",
                        "No more can be settled than is open.",
                        Facts.of("number", number)
                                .measured("settled", open().getAmount(), amount.getAmount(), open().getAmount())
                                .under("settled-within-payable", "nobody")));
        var all = settled.isEqual(totals.payable());
        return after(
                all ? InvoicePhase.Act.SETTLE : InvoicePhase.Act.PAY_IN_PART,
                all ? Optional.of(Ending.SETTLED) : Optional.empty(),
                "",
                true,
                settled);
    }

    private Invoice after(InvoicePhase.Act act, Optional<Ending> ended, String note, boolean posted, Money settled) {
        var next = new Standing(InvoicePhase.LIFE.next(standing.phase(), act), ended, note, posted, settled);
        return new Invoice(id, number, head, totals, lines, next, version + 1);
    }
}
