package org.countersign.exchange.inbound;

import java.util.List;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;

/** What is told of documents that were handed in. */
public sealed interface DocumentEvent extends Event {

    InboundId inbound();

    @Override
    default DocumentRef document() {
        return DocumentRef.of("document", inbound());
    }

    /** It became something, or told of an order; shows in the life of what it became. */
    record DocumentPlaced(InboundId inbound, String kind, String number, String sender, List<Became> became)
            implements DocumentEvent {

        public DocumentPlaced {
            became = List.copyOf(became);
        }

        @Override
        public List<DocumentRef> concerning() {
            return became.stream()
                    .map(what -> new DocumentRef(what.type(), what.id()))
                    .toList();
        }
    }

    /** It is valid and waits for its counterpart, or for a person. */
    record DocumentUnplaced(InboundId inbound, String kind, String number, String sender, String reason)
            implements DocumentEvent {}

    /** An invoice goes back to its sender. */
    record DocumentReturned(InboundId inbound, String kind, String number, String sender, String reason)
            implements DocumentEvent {}

    /** It breaks rules, repeats another, or is not supported. */
    record DocumentRefused(InboundId inbound, String kind, String why, List<String> rules) implements DocumentEvent {

        public DocumentRefused {
            rules = List.copyOf(rules);
        }
    }

    /** A person put it aside for good. */
    record DocumentDismissed(InboundId inbound, String kind, String number, String sender, String reason)
            implements DocumentEvent {}
}
