package org.countersign.web.receipt;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.countersign.fulfilment.ReceiptFinder;
import org.countersign.fulfilment.ReceiptRow;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of receipts and returns. */
@Controller
class ReceiptListPages implements Waits {

    private final ReceiptFinder receipts;
    private final Transactions transactions;
    private final Frames frames;

    ReceiptListPages(ReceiptFinder receipts, Transactions transactions, Frames frames) {
        this.receipts = receipts;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.RECEIPTS;
    }

    /** Who sees an order sees what came of it. */
    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.SEE_WHOLE_ORGANIZATION)
                || by.may(Authority.RECEIVE_GOODS)
                || by.may(Authority.WRITE_REQUISITIONS)
                || by.may(Authority.DECIDE_APPROVALS);
    }

    @GetMapping("/receipts")
    ModelAndView list(
            @RequestParam(defaultValue = "RECEIPTS") ReceiptFinder.Listing view, Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var formats = frames.formats(by);
        var page = transactions.read(by, () -> receipts.page(view, walk.after(), Page.USUAL, by));
        var table = table(page.rows(), formats);
        var list = new ListPage(
                heading(by),
                walk.views(List.of(ReceiptFinder.Listing.values()), view, ReceiptFinder.Listing::words),
                ListPage.Narrowing.none(),
                "Latest day first",
                table,
                walk.paging(page.rows().size(), "receipt", "receipts", page.next()),
                Optional.empty(),
                empty(view, by));
        return Csv.orPage(request, frames.of("Receipts", Place.RECEIPTS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Receipts", "What came and what went back");
        return by.may(Authority.RECEIVE_GOODS)
                ? heading.with(Act.open("receive", "Receive goods", "/orders?view=to_receive")
                        .first())
                : heading;
    }

    private static ListPage.Empty empty(ReceiptFinder.Listing view, Actor by) {
        if (view == ReceiptFinder.Listing.RETURNS) {
            return ListPage.Empty.of("Nothing went back", "Goods are returned from the page of their order.");
        }
        var sentence = "What comes is recorded on its order.";
        return by.may(Authority.RECEIVE_GOODS)
                ? ListPage.Empty.of(
                        "Nothing came yet",
                        sentence,
                        Act.open("first", "Orders to receive", "/orders?view=to_receive")
                                .first())
                : ListPage.Empty.of("Nothing came yet", sentence);
    }

    private static Table table(List<ReceiptRow> rows, Formats formats) {
        return new Table(
                "Receipts",
                List.of(
                        Column.main("Receipt"),
                        Column.text("Order"),
                        Column.text("Reference"),
                        Column.state("What it was"),
                        Column.figure("Lines"),
                        Column.figure("Day")),
                rows.stream().map(row -> row(row, formats)).toList());
    }

    private static Table.Row row(ReceiptRow row, Formats formats) {
        return Table.Row.of(
                Cell.link(
                        row.number(),
                        "/receipts/" + row.number(),
                        "by " + row.recorded().by()),
                Cell.text(row.order().number(), row.order().vendorName()),
                Cell.text(row.reference().isEmpty() ? "none" : row.reference()),
                state(row),
                Cell.text(formats.count(row.lines().all())),
                Cell.text(formats.date(row.on())));
    }

    private static Cell state(ReceiptRow row) {
        if (row.reversedBy().isPresent()) {
            return Cell.state(Tone.IDLE, "Reversed");
        }
        return switch (row.kind()) {
            case RECEIPT ->
                row.lines().rejected() == 0
                        ? Cell.state(Tone.OK, "Received")
                        : Cell.state(Tone.WARN, "Received, " + row.lines().rejected() + " with rejected goods");
            case RETURN ->
                row.lines().forCredit() == 0
                        ? Cell.state(Tone.INFO, "Returned, to be replaced")
                        : Cell.state(Tone.WARN, "Returned for credit");
            case REVERSAL -> Cell.state(Tone.IDLE, "Reversal");
        };
    }
}
