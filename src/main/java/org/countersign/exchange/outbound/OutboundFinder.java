package org.countersign.exchange.outbound;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.platform.Content;
import org.countersign.platform.Contents;
import org.springframework.stereotype.Component;

/** Lists and reads the documents of an order, for who sees the order; they name prices. */
@Component
public class OutboundFinder {

    private final OutboundStore messages;
    private final OrderFinder orders;
    private final Contents contents;

    OutboundFinder(OutboundStore messages, OrderFinder orders, Contents contents) {
        this.messages = messages;
        this.orders = orders;
        this.contents = contents;
    }

    /** The documents of the order, the latest revision first; at most 500. */
    public List<OutboundMessage> ofOrder(OrderId order, Actor by) {
        orders.order(order, by);
        return messages.ofOrder(by.organization(), order);
    }

    public OutboundMessage message(OrderId order, MessageKey key, Actor by) {
        return ofOrder(order, by).stream()
                .filter(message -> message.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFound("document", key.word()));
    }

    /** The file. */
    public Content content(OrderId order, MessageKey key, Actor by) {
        by.require(Authority.SEE_PRICES);
        return contents.content(by.organization(), message(order, key, by).content());
    }
}
