package org.countersign.web.order;

import java.util.ArrayList;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.OrderFinder;
import org.countersign.web.Formats;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Component;

/** What orders put on the home page. */
@Component
class OrderTiles implements Tiles {

    private static final int COUNTED = 1_000;

    private final OrderFinder orders;

    OrderTiles(OrderFinder orders) {
        this.orders = orders;
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        if (!by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)) {
            return List.of();
        }
        var tiles = new ArrayList<Tile>();
        var toReceive = orders.toReceive(by);
        var open = orders.open(by);
        if (by.may(Authority.RECEIVE_GOODS)) {
            tiles.add(new Tile(
                    20,
                    toReceive == 1 ? "order to receive" : "orders to receive",
                    formats.count(toReceive, COUNTED),
                    "Soonest needed first",
                    "/orders?view=to_receive",
                    toReceive > 0));
        }
        if (by.may(Authority.CHANGE_ORDERS)) {
            var toSend = orders.toSend(by);
            tiles.add(new Tile(
                    25,
                    toSend == 1 ? "order to hand over" : "orders to hand over",
                    formats.count(toSend, COUNTED),
                    "Vendors without electronic orders",
                    "/orders?view=to_send",
                    toSend > 0));
        }
        tiles.add(new Tile(
                60,
                open == 1 ? "open order" : "open orders",
                formats.count(open, COUNTED),
                "What we have promised to buy",
                "/orders",
                false));
        return tiles;
    }
}
