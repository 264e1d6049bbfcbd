package org.countersign.order;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a document does to one order line.
 *
 * @param sourceLine the document's own line; absent where the document has none
 * @param act decides on the line as it stands under the lock, and refuses or answers the facts
 */
public record LineAct(OrderLineId line, @Nullable UUID sourceLine, Function<OrderLine, Posting> act) {}
