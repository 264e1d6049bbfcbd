package org.countersign.requisition;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.approval.PlanId;
import org.countersign.approval.Subject;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.identity.Organizations;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.OrderThis.Ordered;
import org.countersign.requisition.RequisitionEvent.OrderMade;
import org.countersign.requisition.RequisitionEvent.RequisitionApproved;
import org.countersign.requisition.RequisitionEvent.RequisitionRejected;
import org.countersign.requisition.RequisitionEvent.RequisitionSentBack;
import org.countersign.requisition.RequisitionStore.CoverRow;
import org.countersign.requisition.RequisitionStore.Stored;
import org.countersign.requisition.RequisitionStore.WithTerms;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What comes of a requisition once people have decided: orders, its money back, or another draft of it. */
@Component
public class RequisitionDecisions implements Subject {

    private final RequisitionStore requisitions;
    private final AskedStore askedOfVendors;
    private final DraftStore drafts;
    private final OrderThis orders;
    private final Budget budget;
    private final Periods periods;
    private final Organizations organizations;
    private final Journal journal;
    private final Clock clock;

    /** Ordering is asked for late: it answers this module and knows what approves its own revisions. */
    public RequisitionDecisions(
            Pipeline jdbc,
            @Lazy OrderThis orders,
            Budget budget,
            Periods periods,
            Organizations organizations,
            Journal journal,
            Clock clock) {
        this.requisitions = new RequisitionStore(jdbc);
        this.askedOfVendors = new AskedStore(jdbc);
        this.drafts = new DraftStore(jdbc);
        this.orders = orders;
        this.budget = budget;
        this.periods = periods;
        this.organizations = organizations;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return RequisitionEvent.KIND;
    }

    @Override
    public void lock(UUID document, Actor by) {
        requisitions.lock(by.organization(), new RequisitionId(document));
    }

    @Override
    public Decided decided(Ruling ruling, Actor by) {
        var id = new RequisitionId(ruling.document());
        var known = requisitions.find(by.organization(), id).orElseThrow();
        return switch (ruling.phase()) {
            case APPROVED -> approve(known, ruling.plan(), ruling.asked(), by);
            case REJECTED -> reject(known, ruling.reason(), by);
            case CHANGES_ASKED -> sendBack(known, ruling.reason(), by);
            case OPEN, WITHDRAWN -> {
                requisitions.passOn(by.organization(), id, ruling.waiting(), clock.instant());
                yield Decided.nothingMade();
            }
        };
    }

    /** Nobody is left to ask: the orders are made, and so long as all of it is on them the requisition is over. */
    Decided approve(WithTerms known, PlanId plan, Set<AccountId> asked, Actor by) {
        var requisition = known.requisition();
        var terms = known.terms();
        var lines = requisitions.lines(by.organization(), requisition, terms.currency()).stream()
                .map(Stored::line)
                .toList();
        var approved = requisition.approved();
        var made = orders.order(
                new ApprovedRequisition(
                        requisition.id(),
                        requisition.number(),
                        requisition.revision(),
                        plan.value(),
                        asked,
                        organizations.today(by.organization()),
                        terms,
                        lines),
                by);
        var covers = covers(made);
        requisitions.cover(by.organization(), requisition, covers, clock.instant());
        var whole = coversAll(lines, covers);
        requisitions.move(
                by.organization(),
                whole ? approved.ordered() : approved,
                whole ? 2 : 1,
                whole ? "" : "ordering",
                made.stream().map(Ordered::number).toList(),
                clock.instant());
        journal.tell(
                new RequisitionApproved(
                        requisition.id(),
                        requisition.number(),
                        requisition.revision(),
                        plan,
                        made.stream()
                                .map(order -> new OrderMade(order.order(), order.number()))
                                .toList()),
                by);
        return new Decided(made.stream()
                .map(order -> new Made(new DocumentRef("order", order.order()), order.number()))
                .toList());
    }

    private Decided reject(WithTerms known, String reason, Actor by) {
        var requisition = known.requisition();
        requisitions.move(by.organization(), requisition.rejected(), 1, "", List.of(), clock.instant());
        release(known, by);
        journal.tell(
                new RequisitionRejected(requisition.id(), requisition.number(), requisition.revision(), reason), by);
        return Decided.nothingMade();
    }

    private Decided sendBack(WithTerms known, String reason, Actor by) {
        var requisition = known.requisition();
        var back = requisition.sentBack();
        drafts.add(
                by.organization(),
                requisition.requester(),
                new DraftStore.Draft(
                        requisition.id(),
                        back.version(),
                        Optional.of(requisition.number()),
                        requisitions.content(by.organization(), requisition),
                        clock.instant()));
        requisitions.move(by.organization(), back, 1, known.terms().requester().name(), List.of(), clock.instant());
        release(known, by);
        journal.tell(
                new RequisitionSentBack(requisition.id(), requisition.number(), requisition.revision(), reason), by);
        return Decided.nothingMade();
    }

    /**
     * Gives back what is still asked for; what is on orders is theirs. Refused or taken back, it is no longer part of what its
     * requester asked of its vendors either; that is said last, as a submission says it.
     */
    void release(WithTerms known, Actor by) {
        var requisition = known.requisition();
        var terms = known.terms();
        var stored = requisitions.lines(by.organization(), requisition, terms.currency());
        var ordered =
                stored.stream().collect(Collectors.toMap(each -> each.line().id(), Stored::ordered));
        var transfers = Need.released(
                requisition.id(), stored.stream().map(Stored::line).toList(), ordered, terms.rate());
        var today = organizations.today(by.organization());
        budget.move(transfers, Cause.RELEASE, periods.effective(today, by), by);
        askedOfVendors.takeBack(by.organization(), requisition.id());
    }

    private static List<CoverRow> covers(List<Ordered> made) {
        return made.stream()
                .flatMap(order -> order.covers().stream()
                        .map(cover -> new CoverRow(
                                cover.need().value(),
                                cover.orderLine(),
                                order.order(),
                                order.number(),
                                cover.quantity())))
                .toList();
    }

    private static boolean coversAll(List<RequisitionLine> lines, List<CoverRow> covers) {
        Map<UUID, Quantity> covered =
                covers.stream().collect(Collectors.toMap(CoverRow::lineId, CoverRow::quantity, Quantity::plus));
        return lines.stream()
                .allMatch(line ->
                        covered.getOrDefault(line.id().value(), Quantity.ZERO).compareTo(line.quantity()) >= 0);
    }
}
