package org.countersign.exchange.outbound;

import java.util.List;
import org.countersign.exchange.DocumentKind;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.order.OrderEvent;
import org.countersign.order.OrderId;

/** What is told of documents that go out; each row shows in the life of its order. */
public sealed interface OutboundEvent extends Event {

    OrderId order();

    @Override
    default DocumentRef document() {
        return OrderEvent.ordered(order());
    }

    /** The documents of a revision, or of the cancellation, were made; told once, whatever is made again later. */
    record DocumentsMade(OrderId order, String number, DocumentKind kind, int revision, List<Format> formats)
            implements OutboundEvent {

        public DocumentsMade {
            formats = List.copyOf(formats);
        }

        boolean isOfSame(DocumentsMade other) {
            return kind == other.kind && revision == other.revision;
        }
    }
}
