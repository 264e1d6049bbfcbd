package org.countersign.fulfilment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.DocumentAccess;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Quantity;
import org.countersign.order.OrderId;
import org.countersign.platform.PageKey;
import org.countersign.platform.Pipeline;
import org.springframework.stereotype.Component;

/** Lists receipts and returns and shows one; who sees an order sees what came of it. Prices are never shown here. */
@Component
public class ReceiptFinder {

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final int MOST_OF_AN_ORDER = 500;

    /** Which of them a list shows. */
    public enum Listing {
        RECEIPTS,
        RETURNS,
        ALL;

        /** The name on pages. */
        public String words() {
            return switch (this) {
                case RECEIPTS -> "Received";
                case RETURNS -> "Returned";
                case ALL -> "All, reversals too";
            };
        }
    }

    private final ReceiptStore receipts;
    private final DocumentAccess access;

    public ReceiptFinder(Pipeline jdbc, DocumentAccess access) {
        this.receipts = new ReceiptStore(jdbc);
        this.access = access;
    }

    /** Receipts and returns, the latest day first. */
    public Page<ReceiptRow> page(Listing listing, String after, int size, Actor by) {
        var key = PageKey.read(after, LAST_DAY, PageKey.HIGHEST);
        var everything = by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION);
        var rows = switch (listing) {
            case RECEIPTS -> page(ReceiptKind.RECEIPT, key, size + 1, by);
            case RETURNS -> page(ReceiptKind.RETURN, key, size + 1, by);
            case ALL -> everything ? receipts.page(key, size + 1, by) : receipts.pageOfSome(key, size + 1, by);
        };
        return Page.of(rows, size, row -> PageKey.of(row.on(), row.id()).text());
    }

    /** What came of an order and went back, the latest first, at most 500. */
    public List<ReceiptRow> ofOrder(OrderId order, Actor by) {
        var found = receipts.ofOrder(order, MOST_OF_AN_ORDER, by);
        return found.stream().limit(1).anyMatch(row -> sees(row, by))
                ? found.stream().map(ReceiptStore.FoundRow::row).toList()
                : List.of();
    }

    public ReceiptView receipt(ReceiptId id, Actor by) {
        return view(receipts.row(id, by), id, by);
    }

    /** The receipt, return or reversal with this number. */
    public ReceiptView byNumber(String number, Actor by) {
        return view(receipts.row(number, by), number, by);
    }

    /** The id behind a number, if the actor may see it. */
    public Optional<ReceiptId> findByNumber(String number, Actor by) {
        return receipts.row(number, by)
                .filter(found -> sees(found, by))
                .map(found -> found.row().id());
    }

    private ReceiptView view(Optional<ReceiptStore.FoundRow> maybe, Object key, Actor by) {
        var found = maybe.filter(row -> sees(row, by)).orElseThrow(() -> new NotFound("receipt", key));
        var reversed = found.reverses().flatMap(id -> receipts.row(id, by));
        var holder = found.reverses().orElse(found.row().id());
        var lines = receipts.lines(holder, by).stream()
                .map(line -> shown(line, found.row()))
                .toList();
        var reverses = reversed.map(
                other -> new ReceiptView.Named(other.row().id(), other.row().number()));
        return ReceiptView.of(found.row(), reverses, lines, by);
    }

    private static ReceiptView.Line shown(ReceiptStore.Found line, ReceiptRow of) {
        var item = line.item();
        var stands = of.kind() == ReceiptKind.RECEIPT && of.reversedBy().isEmpty();
        var left = stands ? item.quantity().minus(item.rejected()).minus(line.gone()) : Quantity.ZERO;
        return new ReceiptView.Line(
                item.id(),
                item.goods(),
                item.quantity(),
                item.rejected(),
                left,
                item.why(),
                item.disposition(),
                item.of()
                        .flatMap(origin ->
                                line.ofNumber().map(number -> new ReceiptView.Named(origin.receipt(), number))));
    }

    private List<ReceiptRow> page(ReceiptKind kind, PageKey key, int size, Actor by) {
        return by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                ? receipts.page(kind, key, size, by)
                : receipts.pageOfSome(kind, key, size, by);
    }

    private boolean sees(ReceiptStore.FoundRow found, Actor by) {
        return by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                || access.sees(by, DocumentRef.of("order", found.row().order().id()), found.orderedOn());
    }
}
