package org.countersign.catalog;

import java.util.List;

/** One item with its prices, the one that begins last first; at most 200, none for those who may not see them. */
public record ItemView(Item item, List<ItemPrice> prices) {

    public ItemView {
        prices = List.copyOf(prices);
    }
}
