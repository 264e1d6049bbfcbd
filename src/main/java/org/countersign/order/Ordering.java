package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalRequest;
import org.countersign.approval.Approving;
import org.countersign.approval.PlanId;
import org.countersign.approval.Subject;
import org.countersign.budget.Buckets;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Transfer;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.kernel.Stale;
import org.countersign.order.PurchaseOrder.Answer;
import org.countersign.order.PurchaseOrder.Exchange;
import org.countersign.order.PurchaseOrder.Head;
import org.countersign.order.PurchaseOrder.Hold;
import org.countersign.order.PurchaseOrder.Revisions;
import org.countersign.order.PurchaseOrder.Transmission;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Json;
import org.countersign.platform.Numbers;
import org.countersign.requisition.ApprovedRequisition;
import org.countersign.requisition.OrderThis;
import org.countersign.requisition.RequisitionLine;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * The acts on orders: made from an approved requisition, revised (approved again in full), closed short, cancelled, held,
 * answered by the vendor, handed over. What receipts, invoices and payments do to lines goes through {@link OrderLedger}.
 */
@Component
public class Ordering implements OrderThis, Subject {

    private static final String KIND = "order";

    private final OrderStore orders;
    private final OrderLedger ledger;
    private final VendorFinder vendors;
    private final Budget budget;
    private final Approving approving;
    private final DocumentAccess access;
    private final Organizations organizations;
    private final CostCentreFinder costCentres;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Ordering(
            OrderStore orders,
            OrderLedger ledger,
            VendorFinder vendors,
            Budget budget,
            Approving approving,
            DocumentAccess access,
            Organizations organizations,
            CostCentreFinder costCentres,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.ledger = ledger;
        this.vendors = vendors;
        this.budget = budget;
        this.approving = approving;
        this.access = access;
        this.organizations = organizations;
        this.costCentres = costCentres;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    // ---- made from a requisition

    @Override
    public List<Ordered> order(ApprovedRequisition requisition, Actor by) {
        var byVendor = requisition.lines().stream()
                .collect(Collectors.groupingBy(RequisitionLine::vendor, LinkedHashMap::new, Collectors.toList()));
        var known = vendors.vendors(byVendor.keySet(), by);
        var made = new ArrayList<Draft>();
        byVendor.forEach((id, lines) -> {
            var vendor = Optional.ofNullable(known.get(id)).orElseThrow(() -> new NotFound("vendor", id));
            made.add(make(requisition, id, vendor.orderable().terms().name(), lines));
        });

        budget.move(
                made.stream().flatMap(one -> one.transfers().stream()).toList(), Cause.COMMIT, requisition.on(), by);
        var given = numbers.next(by.organization(), "PO", requisition.on().getYear(), made.size());
        var answers = new ArrayList<Ordered>();
        for (var k = 0; k < made.size(); k++) {
            answers.add(write(made.get(k), given.get(k), requisition, by));
        }
        return answers;
    }

    /** An order before it has its number: its lines in force, and how its money moves from requested to committed. */
    private record Draft(
            PurchaseOrder order,
            List<PurchaseOrder.Posted> posted,
            List<Transfer> transfers,
            Map<OrderLineId, RequisitionLine> needs) {}

    private Draft make(
            ApprovedRequisition requisition, VendorId vendor, String vendorName, List<RequisitionLine> needs) {
        var terms = requisition.terms();
        var rate = new Rate(terms.rate().into(), terms.rate().rate());
        var lines = new LinkedHashMap<OrderLineId, Line>();
        var byLine = new LinkedHashMap<OrderLineId, RequisitionLine>();
        for (var need : needs) {
            var line = lineFor(need, lines.size() + 1, rate);
            lines.put(line.id(), line);
            byLine.put(line.id(), need);
        }
        var totals = totals(lines.values().stream().map(Line::content).toList(), terms.currency());
        var head = new Head(
                vendor,
                vendorName,
                terms.title(),
                requisition.id(),
                requisition.number(),
                terms.requester().account(),
                terms.requester().name(),
                requisition.on(),
                needs.stream()
                        .map(RequisitionLine::neededBy)
                        .min(LocalDate::compareTo)
                        .orElseThrow(),
                terms.deliverTo(),
                terms.currency(),
                rate,
                terms.rate().on(),
                terms.rate().source());
        var empty = new PurchaseOrder(
                new OrderId(ids.next()),
                "",
                head,
                OrderPhase.OPEN,
                Optional.empty(),
                Optional.empty(),
                Revisions.inForce(1, totals.net(), totals.tax()),
                Kept.none(terms.currency()),
                Exchange.beginning(),
                lines,
                0);
        var outcome = empty.act(
                OrderPhase.Act.REVISE,
                lines.values().stream()
                        .map(line -> OrderLedger.on(
                                line.id(),
                                ordering -> ordering.order(line.content().quantity())))
                        .toList());
        var transfers = new ArrayList<>(OrderLedger.transfers(outcome.after(), outcome.posted()));
        outcome.posted()
                .forEach(posted -> transfers.addAll(released(
                        requisition,
                        Objects.requireNonNull(byLine.get(posted.after().id())),
                        posted.after())));
        return new Draft(outcome.after(), outcome.posted(), transfers, byLine);
    }

    private Line lineFor(RequisitionLine need, int number, Rate rate) {
        var content = new Line.Content(
                new OrderLineId(ids.next()),
                number,
                need.goods(),
                need.quantity(),
                need.price(),
                need.tax(),
                need.neededBy(),
                need.allocation());
        var line = OrderLine.of(
                content.id(), number, Measure.QUANTITY, need.goods().baseScale(), need.price(), rate);
        return new Line(line, content);
    }

    /** The requisition's request of the same line is no longer asked for: it is ordered. */
    private static List<Transfer> released(ApprovedRequisition requisition, RequisitionLine need, Line line) {
        var requested = line.encumbrance()
                .of(line.ledger().withoutFacts(), line.content().net());
        var parts = need.allocation().parts();
        var transfers = new ArrayList<Transfer>();
        for (var k = 0; k < parts.size(); k++) {
            transfers.add(new Transfer(
                    parts.get(k).account(),
                    "requisition",
                    requisition.id().value(),
                    need.id().value(),
                    requested.get(k).negated()));
        }
        return transfers;
    }

    private Ordered write(Draft made, String number, ApprovedRequisition requisition, Actor by) {
        var now = clock.instant();
        var order = made.order().numbered(number);
        var lines = List.copyOf(order.lines().values());
        var contents = lines.stream().map(Line::content).toList();
        orders.insert(order, by);
        orders.insertRevision(
                new OrderStore.NewRevision(
                        order.id(),
                        1,
                        RevisionView.Kind.ORIGINAL,
                        "Ordered by " + requisition.number(),
                        null,
                        contentHash(order, 1, contents),
                        order.revisions().net(),
                        order.revisions().tax(),
                        requisition.plan(),
                        true,
                        contents),
                now,
                by);
        orders.insertLines(order.id(), lines, by);
        orders.insertContents(order.id(), 1, contents, by);
        orders.post(
                order,
                made.posted(),
                List.of(),
                new Source(KIND, order.id().value(), requisition.on()),
                requisition.on(),
                now,
                by);
        orders.insertWords(order, words(order, contents), by);
        access.grant(
                by.organization(),
                DocumentRef.of(KIND, order.id()),
                requisition.on(),
                Stream.concat(
                                Stream.of(order.head().requester().value()),
                                contents.stream()
                                        .flatMap(line -> line.allocation().parts().stream())
                                        .map(part -> part.costCentre().value()))
                        .collect(Collectors.toSet()));
        journal.tell(
                new OrderEvent.OrderIssued(
                        order.id(),
                        number,
                        order.head().vendorName(),
                        order.revisions().gross(),
                        lines.size(),
                        requisition.id().value(),
                        requisition.number()),
                by);
        return new Ordered(
                order.id().value(),
                number,
                order.head().vendorName(),
                made.needs().entrySet().stream()
                        .map(need -> new Cover(
                                need.getValue().id(),
                                need.getKey().value(),
                                need.getValue().quantity()))
                        .toList());
    }

    // ---- revised

    /**
     * Proposes the next revision: changed, added or left-out lines. It is approved in full by the same plan as a
     * requisition of this amount; until then the revision in force stands, and goods may be received on it.
     *
     * @param base the revision that the author saw; another one in force is refused as stale
     */
    public RevisionView revise(OrderId id, int base, List<LineChange> changes, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = locked(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.REVISE);
        Stale.unlessCurrent(base, order.revisions().inForce());
        unless(!changes.isEmpty(), "nothing-changed", "A revision changes at least one line.");
        unless(
                !order.revisions().inPreparation(),
                () -> Refusal.conflict(
                        "revision-in-preparation",
                        "Revision " + order.revisions().latest()
                                + " waits for its approval; decide or withdraw it first.",
                        Facts.of("revision", order.revisions().latest())));
        return propose(order, changes, reason, by);
    }

    private RevisionView propose(PurchaseOrder order, List<LineChange> changes, String reason, Actor by) {
        var now = clock.instant();
        var next = order.revisions().latest() + 1;
        var kept = order.proposed(
                changes.stream().filter(change -> change.line().isPresent()).toList());
        var added = added(order, changes, by);
        var contents =
                Stream.concat(kept.stream(), added.stream().map(Line::content)).toList();
        unless(!contents.isEmpty(), "no-lines", "A revision keeps at least one line; cancel the order instead.");
        var totals = totals(contents, order.head().currency());
        var hash = contentHash(order, next, contents);
        var proposing = order.revised(order.revisions().proposing());

        orders.update(proposing, now, by);
        budget.move(growth(order, contents, added, Growth.REQUESTED), Cause.REQUEST, today(by), by);
        orders.insertRevision(
                new OrderStore.NewRevision(
                        order.id(),
                        next,
                        RevisionView.Kind.CHANGE,
                        reason,
                        order.revisions().inForce(),
                        hash,
                        totals.net(),
                        totals.tax(),
                        null,
                        false,
                        contents),
                now,
                by);
        if (!added.isEmpty()) {
            orders.insertLines(order.id(), added, by);
        }
        orders.insertContents(order.id(), next, contents, by);
        var opened = approving.open(
                request(order, contents, totals, by), DocumentRef.of(KIND, order.id()), order.number(), next, hash, by);
        journal.tell(
                new OrderEvent.RevisionProposed(
                        order.id(),
                        order.number(),
                        next,
                        reason,
                        order.revisions().gross(),
                        totals.gross()),
                by);
        orders.setPlan(order.id(), next, opened.id().value(), by);
        showToApprovers(order, opened, by);
        if (opened.approved()) {
            putInForce(order.id(), next, by);
        }
        return revision(order, next, by);
    }

    /** Who is asked about a revision may see the order from then on. */
    private void showToApprovers(PurchaseOrder order, Approving.Opened opened, Actor by) {
        access.grant(
                by.organization(),
                DocumentRef.of(KIND, order.id()),
                order.head().orderedOn(),
                opened.plan().stages().stream()
                        .flatMap(stage -> stage.candidates().stream())
                        .map(candidate -> candidate.account().value())
                        .collect(Collectors.toSet()));
    }

    private List<Line> added(PurchaseOrder order, List<LineChange> changes, Actor by) {
        if (changes.stream().allMatch(change -> change.line().isPresent())) {
            return List.of();
        }
        var highest = orders.highestLineNumber(order.id(), by);
        var added = new ArrayList<Line>();
        for (var change : changes) {
            if (change.line().isPresent()) {
                continue;
            }
            var like = order.line(change.like()
                            .orElseThrow(() -> Refusal.rule(
                                    "line-like-missing",
                                    "An added line names the line whose cost centres, tax and unit it takes.",
                                    Facts.of("field", "like"))))
                    .content();
            var goods = change.description()
                    .map(text -> new RequisitionLine.Goods(
                            Optional.empty(),
                            "",
                            text,
                            like.goods().category(),
                            like.goods().unit(),
                            like.goods().baseScale(),
                            like.goods().capital()))
                    .orElse(like.goods());
            var content = change.applied(new Line.Content(
                    new OrderLineId(ids.next()),
                    highest + added.size() + 1,
                    goods,
                    Quantity.ZERO,
                    like.price(),
                    like.tax(),
                    like.neededBy(),
                    like.allocation()));
            unless(content.quantity().isPositive(), "quantity-zero", "An added line needs a quantity above zero.");
            added.add(new Line(
                    OrderLine.of(
                            content.id(),
                            content.number(),
                            Measure.QUANTITY,
                            goods.baseScale(),
                            content.price(),
                            order.head().rate()),
                    content));
        }
        return added;
    }

    /** Whether a revision's growth is asked for, or no longer asked for because it was decided. */
    private enum Growth {
        REQUESTED,
        DECIDED
    }

    private static List<Transfer> growth(
            PurchaseOrder order, List<Line.Content> contents, Collection<Line> added, Growth direction) {
        var lines = new LinkedHashMap<>(order.lines());
        added.forEach(line -> lines.put(line.id(), line));
        var transfers = new ArrayList<Transfer>();
        for (var content : contents) {
            var line = lines.get(content.id());
            if (line == null) {
                continue;
            }
            var cancelled = line.ledger().sums().of(FactKind.CANCELLED).quantity();
            var revised = line.ledger().revise(content.quantity().plus(cancelled), content.price());
            var growth = Encumbrance.growth(line.ledger(), revised.after());
            if (growth.isZero()) {
                continue;
            }
            var asked = line.encumbrance().of(line.ledger().withoutFacts(), growth);
            transfers.addAll(OrderLedger.transfers(
                    order,
                    line,
                    direction == Growth.REQUESTED
                            ? asked
                            : asked.stream().map(Buckets::negated).toList()));
        }
        return transfers;
    }

    private ApprovalRequest request(PurchaseOrder order, List<Line.Content> contents, Totals totals, Actor by) {
        var rate = order.head().rate();
        var codes = costCentres.codes(by);
        var charges = new LinkedHashMap<UUID, Money>();
        var cost = Money.zero(rate.into());
        for (var line : contents) {
            var net = line.net();
            var counted =
                    rate.of(net.plus(net.multipliedBy(line.tax().unrecoverableRate(), java.math.RoundingMode.HALF_UP)));
            cost = cost.plus(counted);
            var parts = line.allocation().shares().of(counted);
            for (var k = 0; k < parts.size(); k++) {
                charges.merge(line.allocation().parts().get(k).costCentre().value(), parts.get(k), Money::plus);
            }
        }
        return new ApprovalRequest(
                ApprovalRequest.Kind.ORDER,
                order.number() + ", revision " + (order.revisions().latest() + 1) + ": "
                        + order.head().title(),
                by.account(),
                Set.of(order.head().requester()),
                new ApprovalRequest.Figures(cost, rate.of(totals.net()), cost),
                charges.entrySet().stream()
                        .map(charge -> {
                            var centre = new org.countersign.kernel.CostCentreId(charge.getKey());
                            return new ApprovalRequest.Charge(
                                    centre, codes.getOrDefault(centre, ""), charge.getValue());
                        })
                        .toList(),
                new ApprovalRequest.Traits(
                        contents.stream().map(line -> line.goods().category()).collect(Collectors.toSet()),
                        List.of(new ApprovalRequest.Vendor(
                                order.head().vendor().value(), order.head().vendorName())),
                        contents.stream().anyMatch(line -> line.goods().capital())
                                ? Set.of(ApprovalRequest.Flag.CAPITAL)
                                : Set.of()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void lock(UUID document, Actor by) {
        orders.lock(List.of(new OrderId(document)), new OrderStore.Lines.None(), by);
    }

    @Override
    public Decided decided(Ruling ruling, Actor by) {
        var order = locked(new OrderId(ruling.document()), by);
        return switch (ruling.phase()) {
            case APPROVED -> {
                putInForce(order.id(), ruling.revision(), by);
                yield new Decided(List.of(new Made(DocumentRef.of(KIND, order.id()), order.number())));
            }
            case REJECTED, CHANGES_ASKED, WITHDRAWN -> {
                withdrawRevision(order, ruling.revision(), ruling.reason(), by);
                yield Decided.nothingMade();
            }
            case OPEN -> Decided.nothingMade();
        };
    }

    /** Takes a proposed revision back before it is decided; the one in force stands. */
    public PurchaseOrder withdrawProposal(OrderId id, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = locked(id, by);
        var proposed = orders.revisions(id, order.head().currency(), by).stream()
                .filter(RevisionView::inPreparation)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("no-revision-waits", "No revision waits for its approval."));
        approving.withdraw(new PlanId(proposed.plan().orElseThrow()), by);
        withdrawRevision(order, proposed.revision(), reason, by);
        return headOf(id, by);
    }

    private void putInForce(OrderId id, int revision, Actor by) {
        var order = locked(id, by);
        var now = clock.instant();
        var contents = orders.contents(id, revision, by);
        var wanted = contents.stream().collect(Collectors.toMap(Line.Content::id, content -> content));
        var withdrawn = growth(order, contents, newLines(order, contents), Growth.DECIDED);
        var all = new LinkedHashMap<>(order.lines());
        newLines(order, contents).forEach(line -> all.put(line.id(), line));
        all.replaceAll(
                (lineId, line) -> wanted.containsKey(lineId) ? new Line(line.ledger(), wanted.get(lineId)) : line);
        var acts = all.values().stream()
                .filter(line -> changes(line, wanted.get(line.id())))
                .map(line -> OrderLedger.on(line.id(), current -> inForce(current, wanted.get(current.id()))))
                .toList();
        var totals = totals(contents, order.head().currency());
        var outcome = order.withLines(all)
                .revised(Revisions.inForce(revision, totals.net(), totals.tax()))
                .exchanging(Exchange.beginning())
                .act(OrderPhase.Act.REVISE, acts);
        unless(
                orders.putInForce(id, revision, now, by),
                () -> Refusal.conflict(
                        "revision-decided", "This revision was decided already.", Facts.of("revision", revision)));
        budget.move(withdrawn, Cause.RELEASE, today(by), by);
        ledger.recorded(outcome, List.of(), new Source(KIND, id.value(), today(by)), Cause.COMMIT, by);
        journal.tell(
                new OrderEvent.RevisionInForce(
                        id,
                        order.number(),
                        revision,
                        RevisionView.Kind.CHANGE.name(),
                        "",
                        order.revisions().gross(),
                        totals.gross()),
                by);
    }

    private static List<Line> newLines(PurchaseOrder order, List<Line.Content> contents) {
        return contents.stream()
                .filter(content -> !order.lines().containsKey(content.id()))
                .map(content -> new Line(
                        OrderLine.of(
                                content.id(),
                                content.number(),
                                Measure.QUANTITY,
                                content.goods().baseScale(),
                                content.price(),
                                order.head().rate()),
                        content))
                .toList();
    }

    private static boolean changes(Line line, Line.@org.jspecify.annotations.Nullable Content wanted) {
        var ordered = line.ledger().standing().wanted();
        return wanted == null
                ? ordered.isPositive()
                : !ordered.equals(wanted.quantity()) || !line.ledger().price().equals(wanted.price());
    }

    private static Posting inForce(OrderLine line, Line.@org.jspecify.annotations.Nullable Content wanted) {
        var cancelled = line.sums().of(FactKind.CANCELLED).quantity();
        return wanted == null ? line.omit() : line.revise(wanted.quantity().plus(cancelled), wanted.price());
    }

    private void withdrawRevision(PurchaseOrder order, int revision, String why, Actor by) {
        var now = clock.instant();
        var contents = orders.contents(order.id(), revision, by);
        unless(
                orders.withdraw(order.id(), revision, now, by),
                () -> Refusal.conflict(
                        "revision-decided", "This revision was decided already.", Facts.of("revision", revision)));
        orders.update(order.revised(order.revisions().withdrawn()), now, by);
        budget.move(growth(order, contents, newLines(order, contents), Growth.DECIDED), Cause.RELEASE, today(by), by);
        journal.tell(new OrderEvent.RevisionWithdrawn(order.id(), order.number(), revision, why), by);
    }

    // ---- ended

    /** Gives up what is still to come on the lines (all lines if none is named): a revision of its own, without approval. */
    public PurchaseOrder shortClose(OrderId id, Set<OrderLineId> lines, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = locked(id, by);
        requireNothingInPreparation(order);
        var closing = order.lines().values().stream()
                .filter(line -> lines.isEmpty() || lines.contains(line.id()))
                .filter(line -> !lines.isEmpty()
                        || line.ledger().standing().openToReceive().isPositive())
                .map(line -> OrderLedger.on(line.id(), OrderLine::shortClose))
                .toList();
        unless(
                !closing.isEmpty(),
                "nothing-open",
                "Nothing is left to come on this order, so there is nothing to close short.");
        var outcome = order.act(OrderPhase.Act.SHORT_CLOSE, closing);
        return closedShort(order, outcome, reason, by);
    }

    private PurchaseOrder closedShort(PurchaseOrder before, PurchaseOrder.Outcome outcome, String reason, Actor by) {
        var now = clock.instant();
        var next = before.revisions().latest() + 1;
        var contents = outcome.after().lines().values().stream()
                .map(line -> line.content()
                        .with(
                                line.ledger().standing().wanted(),
                                line.content().price(),
                                line.content().neededBy()))
                .filter(content -> content.quantity().isPositive())
                .toList();
        var totals = totals(contents, before.head().currency());
        var plan = orders.revisions(before.id(), before.head().currency(), by).stream()
                .filter(revision -> revision.revision() == before.revisions().inForce())
                .flatMap(revision -> revision.plan().stream())
                .findFirst()
                .orElseThrow();
        var after = outcome.after().revised(Revisions.inForce(next, totals.net(), totals.tax()));
        var closed = new PurchaseOrder.Outcome(
                after.exchanging(Exchange.beginning().answered(before.exchange().answer())),
                outcome.posted(),
                outcome.completed(),
                outcome.reopened());
        orders.insertRevision(
                new OrderStore.NewRevision(
                        before.id(),
                        next,
                        RevisionView.Kind.SHORT_CLOSE,
                        reason,
                        before.revisions().inForce(),
                        contentHash(before, next, contents),
                        totals.net(),
                        totals.tax(),
                        plan,
                        true,
                        contents),
                now,
                by);
        if (!contents.isEmpty()) {
            orders.insertContents(before.id(), next, contents, by);
        }
        var recorded =
                ledger.recorded(closed, List.of(), new Source(KIND, before.id().value(), today(by)), Cause.RELEASE, by);
        journal.tell(
                new OrderEvent.RevisionInForce(
                        before.id(),
                        before.number(),
                        next,
                        RevisionView.Kind.SHORT_CLOSE.name(),
                        reason,
                        before.revisions().gross(),
                        totals.gross()),
                by);
        return recorded.order();
    }

    /** Cancels an order of which nothing was received or billed; the money goes back. */
    public PurchaseOrder cancel(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = locked(id, by);
        Stale.unlessCurrent(seen, order.version());
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.CANCEL);
        requireNothingInPreparation(order);
        var outcome = order.cancel();
        var recorded = ledger.recorded(outcome, List.of(), new Source(KIND, id.value(), today(by)), Cause.RELEASE, by);
        journal.tell(
                new OrderEvent.OrderCancelled(
                        id, order.number(), order.revisions().inForce(), reason),
                by);
        return recorded.order();
    }

    /** Holds the order: nothing is received on it and nothing of it is paid until the hold is lifted. */
    public PurchaseOrder hold(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = headOf(id, by);
        Stale.unlessCurrent(seen, order.version());
        var held = order.holding(Optional.of(new Hold(by.name(), reason)));
        orders.update(held, clock.instant(), by);
        journal.tell(new OrderEvent.OrderHeld(id, order.number(), reason), by);
        return held;
    }

    public PurchaseOrder release(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = headOf(id, by);
        Stale.unlessCurrent(seen, order.version());
        unless(order.hold().isPresent(), "not-held", "This order is not held.");
        var released = order.holding(Optional.empty());
        orders.update(released, clock.instant(), by);
        journal.tell(new OrderEvent.OrderReleased(id, order.number(), reason), by);
        return released;
    }

    // ---- between us and the vendor

    /** Records what the vendor answered, by the exchange or noted by a buyer. */
    public AnswerId answered(OrderId id, VendorAnswer answer, Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        var order = locked(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.ANSWER);
        var answerId = new AnswerId(ids.next());
        var now = clock.instant();
        orders.insertAnswer(id, answerId, answer, Json.text(answer.lines()), now, by);
        var acts = acknowledged(order, answer);
        var standing = new Exchange(
                Answer.valueOf(answer.kind().name()),
                order.exchange().transmission() == Transmission.PREPARING
                        ? Transmission.SENT
                        : order.exchange().transmission(),
                order.exchange().note());
        var outcome = order.exchanging(standing).act(OrderPhase.Act.ANSWER, acts);
        ledger.recorded(outcome, List.of(), new Source("answer", answerId.value(), answer.on()), Cause.COMMIT, by);
        journal.tell(
                new OrderEvent.OrderAnswered(
                        id,
                        order.number(),
                        answer.revision(),
                        answerId.value(),
                        answer.kind().words(),
                        answer.reference(),
                        answer.note()),
                by);
        return answerId;
    }

    private static List<LineAct> acknowledged(PurchaseOrder order, VendorAnswer answer) {
        var said =
                answer.lines().stream().collect(Collectors.toMap(VendorAnswer.Line::line, line -> line, (a, _) -> a));
        said.keySet().forEach(order::line);
        return order.lines().values().stream()
                .map(line -> {
                    var wanted = line.ledger().standing().wanted();
                    var target = switch (answer.kind()) {
                        case REJECTED -> Quantity.ZERO;
                        case ACCEPTED -> wanted;
                        case CHANGES_PROPOSED ->
                            Optional.ofNullable(said.get(line.id()))
                                    .flatMap(VendorAnswer.Line::quantity)
                                    .orElse(wanted);
                    };
                    return Map.entry(
                            line,
                            target.minus(line.ledger()
                                    .sums()
                                    .of(FactKind.ACKNOWLEDGED)
                                    .quantity()));
                })
                .filter(change -> !change.getValue().isZero())
                .map(change -> OrderLedger.on(change.getKey().id(), line -> line.acknowledge(change.getValue())))
                .toList();
    }

    /** Takes up what the vendor proposed: a revision with those quantities, prices and dates, approved like any other. */
    public RevisionView takeUp(OrderId id, AnswerId answerId, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var order = locked(id, by);
        requireNothingInPreparation(order);
        var answer = answer(id, answerId, by);
        unless(
                answer.kind() == VendorAnswer.Kind.CHANGES_PROPOSED,
                "nothing-proposed",
                "Only an answer that proposes changes can be taken up.");
        decide(id, answerId, "TAKEN_UP", by);
        var changes = answer.lines().stream()
                .map(line -> new LineChange(
                        Optional.of(line.line()),
                        Optional.empty(),
                        Optional.empty(),
                        line.quantity(),
                        line.price(),
                        line.delivery()))
                .toList();
        unless(!changes.isEmpty(), "nothing-proposed", "The answer names no line that would change.");
        return propose(
                order,
                changes,
                reason.isBlank() ? "Taken up from the vendor's answer " + answer.reference() : reason,
                by);
    }

    /** Declines what the vendor proposed or rejected; the revision in force stands. */
    public void decline(OrderId id, AnswerId answerId, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        requireReason(reason);
        var order = headOf(id, by);
        answer(id, answerId, by);
        decide(id, answerId, "DECLINED", by);
        orders.update(
                order.exchanging(new Exchange(
                        Answer.NONE,
                        order.exchange().transmission(),
                        order.exchange().note())),
                clock.instant(),
                by);
        journal.tell(new OrderEvent.AnswerDeclined(id, order.number(), answerId.value(), reason), by);
    }

    private void decide(OrderId id, AnswerId answerId, String how, Actor by) {
        unless(
                orders.decideAnswer(id, answerId, how, clock.instant(), by),
                () -> Refusal.conflict("answer-decided", "This answer was decided already."));
    }

    private AnswerView answer(OrderId id, AnswerId answerId, Actor by) {
        return orders.answers(id, by).stream()
                .filter(answer -> answer.id().equals(answerId))
                .findFirst()
                .orElseThrow(() -> new NotFound("answer", answerId));
    }

    /** Records that the vendor shipped: so many of each line, expected on a day. */
    public void shipped(
            OrderId id,
            Map<OrderLineId, Quantity> shipped,
            String reference,
            LocalDate expectedOn,
            UUID document,
            Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        var order = locked(id, by);
        var acts = shipped.entrySet().stream()
                .map(line -> OrderLedger.on(line.getKey(), current -> current.ship(line.getValue())))
                .toList();
        var answered = order.exchange().answer() == Answer.NONE
                ? order.exchanging(new Exchange(
                        Answer.ACCEPTED,
                        order.exchange().transmission(),
                        order.exchange().note()))
                : order;
        ledger.recorded(
                answered.act(OrderPhase.Act.SHIP, acts),
                List.of(),
                new Source("document", document, today(by)),
                Cause.COMMIT,
                by);
        journal.tell(new OrderEvent.GoodsShipped(id, order.number(), reference, expectedOn, shipped.size()), by);
    }

    /** What became of the order's documents; told by the exchange. A standing that is there already changes nothing. */
    public void transmitted(OrderId id, int revision, Transmission how, String note, Actor by) {
        var order = headOf(id, by);
        if (order.revisions().inForce() != revision
                || (order.exchange().transmission() == how
                        && order.exchange().note().equals(note))) {
            return;
        }
        orders.update(order.exchanging(new Exchange(order.exchange().answer(), how, note)), clock.instant(), by);
        journal.tell(new OrderEvent.OrderTransmitted(id, order.number(), revision, how.name(), note), by);
    }

    /** A buyer gave the order's documents to a vendor that the exchange does not reach. */
    public PurchaseOrder handOver(OrderId id, String note, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var order = headOf(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.HAND_OVER);
        unless(
                order.exchange().transmission() == Transmission.TO_HAND_OVER
                        || order.exchange().transmission() == Transmission.FAILED,
                () -> Refusal.conflict(
                        "nothing-to-hand-over",
                        "The documents of this order do not wait to be handed over.",
                        Facts.of("actual", order.exchange().transmission().name())));
        var handed = order.exchanging(new Exchange(order.exchange().answer(), Transmission.HANDED_OVER, note));
        orders.update(handed, clock.instant(), by);
        journal.tell(
                new OrderEvent.OrderTransmitted(
                        id, order.number(), order.revisions().inForce(), Transmission.HANDED_OVER.name(), note),
                by);
        return handed;
    }

    /** Forgoes a credit that is expected; its value becomes a price variance. */
    public PurchaseOrder waive(OrderId id, OrderLineId line, Quantity quantity, String reason, Actor by) {
        by.require(Authority.LIFT_HOLDS);
        requireReason(reason);
        var order = locked(id, by);
        return ledger.record(
                        order,
                        OrderPhase.Act.WAIVE,
                        new Source("waiver", ids.next(), today(by)),
                        Cause.RELEASE,
                        List.of(OrderLedger.on(line, current -> current.waive(quantity))),
                        by)
                .order();
    }

    // ---- how

    private PurchaseOrder locked(OrderId id, Actor by) {
        return ledger.lock(List.of(id), by).getFirst();
    }

    private PurchaseOrder headOf(OrderId id, Actor by) {
        return orders.lock(List.of(id), new OrderStore.Lines.None(), by).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("order", id));
    }

    private RevisionView revision(PurchaseOrder order, int revision, Actor by) {
        return orders.revisions(order.id(), order.head().currency(), by).stream()
                .filter(one -> one.revision() == revision)
                .findFirst()
                .orElseThrow();
    }

    private static void requireReason(String reason) {
        unless(
                reason.strip().length() >= 3,
                () -> Refusal.rule(
                        "reason-missing",
                        "Say why, in a few words; it stays with the order.",
                        Facts.of("field", "reason")));
    }

    private static void requireNothingInPreparation(PurchaseOrder order) {
        unless(
                !order.revisions().inPreparation(),
                () -> Refusal.conflict(
                        "revision-in-preparation",
                        "Revision " + order.revisions().latest()
                                + " waits for its approval; decide or withdraw it first.",
                        Facts.of("revision", order.revisions().latest())));
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }

    private record Totals(Money net, Money tax) {
        Money gross() {
            return net.plus(tax);
        }
    }

    private static Totals totals(List<Line.Content> lines, org.joda.money.CurrencyUnit currency) {
        var net = Money.zero(currency);
        var tax = Money.zero(currency);
        for (var line : lines) {
            var lineNet = line.net();
            net = net.plus(lineNet);
            tax = tax.plus(line.tax(lineNet));
        }
        return new Totals(net, tax);
    }

    private static byte[] contentHash(PurchaseOrder order, int revision, List<Line.Content> lines) {
        var content = new LinkedHashMap<String, Object>();
        content.put("order", order.id());
        content.put("revision", revision);
        content.put("vendor", order.head().vendor());
        content.put("currency", order.head().currency());
        content.put("deliver_to", order.head().deliverTo());
        content.put("lines", lines);
        return Hash.ofContent(content);
    }

    private static String words(PurchaseOrder order, List<Line.Content> lines) {
        return Stream.concat(
                        Stream.of(
                                order.number(),
                                order.head().vendorName(),
                                order.head().title(),
                                order.head().requesterName()),
                        lines.stream()
                                .limit(200)
                                .flatMap(line -> Stream.of(
                                        line.goods().description(), line.goods().sku())))
                .collect(Collectors.joining(" "));
    }
}
