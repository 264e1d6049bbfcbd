package org.countersign.exchange.outbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.exchange.inbound.Disposition;
import org.countersign.exchange.inbound.DocumentDoor;
import org.countersign.exchange.outbound.OutboundEvent.DocumentsMade;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Event;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.order.Correspondence;
import org.countersign.order.OrderEvent.OrderTransmitted;
import org.countersign.order.OrderFinder;
import org.countersign.order.PurchaseOrder.Transmission;
import org.countersign.platform.Contents;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.countersign.platform.SlowConsumer;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorFinder;
import org.springframework.stereotype.Component;

/**
 * Delivers what was made to organisations of this installation, through their document door; for any other vendor the
 * documents stand ready to be handed over. A document that arrives a second time has no second effect, so sending may be
 * repeated.
 */
@Component
public class OrderSender implements SlowConsumer {

    private static final String NAME = "order-sender";

    private final OutboundStore messages;
    private final DocumentDoor door;
    private final OrderFinder orders;
    private final Correspondence correspondence;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final Contents contents;
    private final Transactions transactions;
    private final JournalFinder lives;
    private final Clock clock;

    OrderSender(
            OutboundStore messages,
            DocumentDoor door,
            OrderFinder orders,
            Correspondence correspondence,
            VendorFinder vendors,
            Organizations organizations,
            Contents contents,
            Transactions transactions,
            JournalFinder lives,
            Clock clock) {
        this.messages = messages;
        this.door = door;
        this.orders = orders;
        this.correspondence = correspondence;
        this.vendors = vendors;
        this.organizations = organizations;
        this.contents = contents;
        this.transactions = transactions;
        this.lives = lives;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        return Set.of(DocumentsMade.class, OrderTransmitted.class);
    }

    @Override
    public Runnable prepare(JournalRow row) {
        return row.tells(DocumentsMade.class) ? sent(row, row.as(DocumentsMade.class)) : handedOver(row);
    }

    @Override
    public void drop() {
        messages.dropDelivered();
    }

    /** A buyer handed them over; noted with the documents, too. */
    private Runnable handedOver(JournalRow row) {
        var told = row.as(OrderTransmitted.class);
        return told.how().equals(Transmission.HANDED_OVER.name())
                ? () -> messages.handOver(
                        row.organization(), told.order(), told.revision(), told.note(), row.recordedAt())
                : () -> {};
    }

    private Runnable sent(JournalRow row, DocumentsMade made) {
        var by = Actor.system(row.organization(), NAME);
        var parcel = transactions.read(by, () -> parcel(made, by));
        if (parcel.messages().isEmpty()) {
            return () -> {};
        }
        var outcome = delivered(parcel);
        return () -> settle(row, made, parcel, outcome);
    }

    /**
     * What is to be sent, and to whom.
     *
     * @param receiver the organisation of this installation that the vendor is; empty if it is none
     * @param travelling the bytes of the document that travels; empty if none was made, or it is not fit to
     */
    private record Parcel(
            List<OutboundMessage> messages,
            String sender,
            String vendor,
            Endpoint endpoint,
            Optional<OrganizationId> receiver,
            Optional<byte[]> travelling) {

        Optional<OutboundMessage> ubl() {
            return messages.stream()
                    .filter(message -> message.format() == Format.UBL)
                    .findFirst();
        }
    }

    private Parcel parcel(DocumentsMade made, Actor by) {
        var waiting = messages.ofOrder(by.organization(), made.order()).stream()
                .filter(message -> message.kind() == made.kind() && message.revision() == made.revision())
                .filter(message -> message.state() == MessageState.WAITING)
                .toList();
        var order = orders.order(made.order(), by).order();
        var endpoint = vendors.vendor(order.head().vendor(), by).terms().endpoint();
        var receiver = endpoint.isNone()
                ? Optional.<OrganizationId>empty()
                : organizations.findByEndpoint(endpoint.scheme(), endpoint.id());
        var travelling = waiting.stream()
                .filter(message ->
                        message.format() == Format.UBL && message.note().isEmpty())
                .findFirst()
                .map(message ->
                        contents.content(by.organization(), message.content()).bytes());
        return new Parcel(
                waiting,
                organizations.organization(by.organization()).name(),
                order.head().vendorName(),
                endpoint,
                receiver,
                travelling);
    }

    /** Where the sending got to, as the order shows it. */
    private record Outcome(Transmission transmission, String note) {}

    private Outcome delivered(Parcel parcel) {
        var ubl = parcel.ubl();
        if (ubl.isEmpty()) {
            return new Outcome(
                    Transmission.TO_HAND_OVER,
                    parcel.endpoint().isNone()
                            ? "The vendor has no electronic address; only the PDF was made."
                            : "We have no electronic address; only the PDF was made.");
        }
        if (parcel.travelling().isEmpty()) {
            return new Outcome(Transmission.FAILED, ubl.get().note());
        }
        return parcel.receiver()
                .map(receiver -> handedIn(parcel, receiver))
                .orElseGet(() -> new Outcome(
                        Transmission.TO_HAND_OVER, parcel.vendor() + " is not reached electronically from here."));
    }

    private Outcome handedIn(Parcel parcel, OrganizationId receiver) {
        try {
            var taken = door.handIn(
                    parcel.travelling().orElseThrow(),
                    Format.UBL.mediaType(),
                    Actor.exchange(receiver, parcel.sender()));
            var accepted = taken.disposition() != Disposition.REFUSED && taken.disposition() != Disposition.UNSUPPORTED;
            return accepted
                    ? new Outcome(Transmission.SENT, "")
                    : new Outcome(Transmission.FAILED, parcel.vendor() + " did not take it: " + taken.reason());
        } catch (Refusal no) {
            // It is there already: a repeat after a crash between delivery and note.
            return no.code().equals("document-repeated")
                    ? new Outcome(Transmission.SENT, "")
                    : new Outcome(Transmission.FAILED, parcel.vendor() + " did not take it: " + no.sentence());
        }
    }

    private void settle(JournalRow row, DocumentsMade made, Parcel parcel, Outcome outcome) {
        var now = clock.instant();
        for (var message : parcel.messages()) {
            messages.settle(
                    row.organization(),
                    made.order(),
                    message.key(),
                    state(message.format(), outcome),
                    message.format() == Format.PDF && outcome.transmission() != Transmission.TO_HAND_OVER
                            ? ""
                            : outcome.note(),
                    now);
        }
        var by = Actor.system(row.organization(), NAME);
        if (!isTold(made, row, by)) {
            correspondence.transmitted(made.order(), made.revision(), outcome.transmission(), outcome.note(), by);
        }
    }

    private static MessageState state(Format format, Outcome outcome) {
        return switch (outcome.transmission()) {
            case SENT -> format == Format.UBL ? MessageState.DELIVERED : MessageState.READY;
            case FAILED -> format == Format.UBL ? MessageState.FAILED : MessageState.TO_HAND_OVER;
            case TO_HAND_OVER, HANDED_OVER, PREPARING -> MessageState.TO_HAND_OVER;
        };
    }

    /** What was told since the documents were first made stands; a replay does not take it back. */
    private boolean isTold(DocumentsMade made, JournalRow row, Actor by) {
        var life = lives.life(row.document(), 0, by);
        var since = life.stream()
                .filter(earlier -> earlier.tells(DocumentsMade.class))
                .filter(earlier -> earlier.as(DocumentsMade.class).isOfSame(made))
                .map(JournalRow::position)
                .findFirst()
                .orElse(row.position());
        return life.stream()
                .filter(later -> later.position() > since && later.tells(OrderTransmitted.class))
                .anyMatch(later -> later.as(OrderTransmitted.class).revision() == made.revision());
    }
}
