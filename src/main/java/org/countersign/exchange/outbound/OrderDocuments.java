package org.countersign.exchange.outbound;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.PlanView;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.outbound.Dossier.Cause;
import org.countersign.exchange.outbound.OutboundEvent.DocumentsMade;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.order.Line;
import org.countersign.order.OrderEvent;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderView;
import org.countersign.order.RevisionView;
import org.countersign.platform.Contents;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.countersign.platform.SlowConsumer;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorFinder;
import org.springframework.stereotype.Component;

/** Makes the documents of every revision that came into force, and of a cancellation: the PDF always, UBL where it travels. */
@Component
public class OrderDocuments implements SlowConsumer {

    private static final String NAME = "order-documents";

    /** What is made where this is told. */
    private static final Map<Class<? extends Event>, DocumentKind> KINDS = Map.of(
            OrderEvent.OrderIssued.class, DocumentKind.ORDER,
            OrderEvent.RevisionInForce.class, DocumentKind.ORDER_CHANGE,
            OrderEvent.OrderCancelled.class, DocumentKind.ORDER_CANCELLATION);

    private final OrderFinder orders;
    private final VendorFinder vendors;
    private final ApprovalFinder approvals;
    private final Organizations organizations;
    private final OutboundStore messages;
    private final Contents contents;
    private final Transactions transactions;
    private final JournalFinder lives;
    private final Journal journal;
    private final Clock clock;

    OrderDocuments(
            OrderFinder orders,
            VendorFinder vendors,
            ApprovalFinder approvals,
            Organizations organizations,
            OutboundStore messages,
            Contents contents,
            Transactions transactions,
            JournalFinder lives,
            Journal journal,
            Clock clock) {
        this.orders = orders;
        this.vendors = vendors;
        this.approvals = approvals;
        this.organizations = organizations;
        this.messages = messages;
        this.contents = contents;
        this.transactions = transactions;
        this.lives = lives;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        return KINDS.keySet();
    }

    @Override
    public Runnable prepare(JournalRow row) {
        return wanted(row).map(dossier -> made(dossier, row)).orElse(() -> {});
    }

    /** Files, too: nothing but the messages names them. */
    @Override
    public void drop() {
        contents.forget(messages.dropMade());
    }

    private Optional<Dossier> wanted(JournalRow row) {
        return transactions.read(row.organization(), () -> {
            var by = Actor.system(row.organization(), NAME);
            var cause = cause(kind(row), row);
            return isMade(cause, by) ? Optional.empty() : Optional.of(dossier(cause, by));
        });
    }

    private static DocumentKind kind(JournalRow row) {
        return row.told(KINDS.keySet()).map(KINDS::get).orElseThrow();
    }

    private Cause cause(DocumentKind kind, JournalRow row) {
        var zone = organizations.organization(row.organization()).zone();
        return new Cause(
                kind,
                new OrderId(row.document().id()),
                kind == DocumentKind.ORDER ? 1 : row.facts().path("revision").asInt(),
                row.facts().path("reason").asString(""),
                LocalDate.ofInstant(row.recordedAt(), zone));
    }

    private boolean isMade(Cause cause, Actor by) {
        return messages.ofOrder(by.organization(), cause.order()).stream()
                .anyMatch(message -> message.kind() == cause.kind() && message.revision() == cause.revision());
    }

    private Dossier dossier(Cause cause, Actor by) {
        var view = orders.order(cause.order(), by);
        var revision = view.revisions().stream()
                .filter(one -> one.revision() == cause.revision())
                .findFirst()
                .orElseThrow();
        return new Dossier(
                cause,
                organizations.organization(by.organization()),
                vendors.vendor(view.order().head().vendor(), by),
                view.order(),
                revision,
                orders.revision(cause.order(), cause.revision(), by),
                before(view, cause, by),
                plans(view, revision, by));
    }

    private List<Line.Content> before(OrderView view, Cause cause, Actor by) {
        return view.revisions().stream()
                .filter(one -> one.inForceAt().isPresent())
                .map(RevisionView::revision)
                .filter(revision -> revision < cause.revision())
                .max(Integer::compare)
                .map(revision -> orders.revision(cause.order(), revision, by))
                .orElse(List.of());
    }

    /** Revision 1 was approved as a requisition, later ones as orders; a short close keeps the approval of its base. */
    private List<PlanView> plans(OrderView view, RevisionView revision, Actor by) {
        var plan = revision.plan().orElse(null);
        return Stream.of(
                        OrderEvent.ordered(view.order().id()),
                        DocumentRef.of("requisition", view.order().head().requisition()))
                .flatMap(subject -> approvals.ofDocument(subject, by).stream())
                .filter(approved -> Objects.equals(approved.id().value(), plan))
                .toList();
    }

    private Runnable made(Dossier dossier, JournalRow row) {
        var made = dossier.travels() ? List.of(Made.pdf(dossier), Made.ubl(dossier)) : List.of(Made.pdf(dossier));
        return () -> keep(dossier, made, row);
    }

    private void keep(Dossier dossier, List<Made> made, JournalRow row) {
        var by = Actor.system(row.organization(), NAME);
        var cause = dossier.cause();
        for (var one : made) {
            var content = contents.keep(row.organization(), one.key().format().mediaType(), one.bytes());
            messages.insert(row.organization(), cause.order(), one, content, clock.instant());
        }
        if (!isSettled(cause, by) || !isTold(cause, row, by)) {
            journal.tell(
                    new DocumentsMade(
                            cause.order(),
                            dossier.number(),
                            cause.kind(),
                            cause.revision(),
                            made.stream().map(one -> one.key().format()).collect(Collectors.toList())),
                    by);
        }
    }

    /** Whether where they got to is known already; if not, the sender has to hear of them (again). */
    private boolean isSettled(Cause cause, Actor by) {
        return messages.ofOrder(by.organization(), cause.order()).stream()
                .filter(message -> message.kind() == cause.kind() && message.revision() == cause.revision())
                .noneMatch(message -> message.state() == MessageState.WAITING);
    }

    /** Documents that are made again by a replay were delivered long ago; nobody is told twice. */
    private boolean isTold(Cause cause, JournalRow row, Actor by) {
        return lives.life(row.document(), row.position(), by).stream()
                .filter(later -> later.tells(DocumentsMade.class))
                .map(later -> later.as(DocumentsMade.class))
                .anyMatch(told -> told.kind() == cause.kind() && told.revision() == cause.revision());
    }
}
