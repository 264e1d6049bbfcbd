package org.countersign.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.payment.PaymentFinder;
import org.countersign.payment.ProposalRow;
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
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.countersign.web.home.Tiles;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of payment proposals. */
@Controller
class PaymentListPages implements Waits, Tiles {

    private static final int COUNTED = 1_000;

    private final PaymentFinder payments;
    private final Transactions transactions;
    private final Frames frames;

    PaymentListPages(PaymentFinder payments, Transactions transactions, Frames frames) {
        this.payments = payments;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.PAYMENTS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.SEE_INVOICES);
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.PROPOSE_PAYMENTS)
                ? List.of(Act.open("new", "Propose payments", "/payment-proposals/new"))
                : List.of();
    }

    @Override
    public int waitingFor(Actor by) {
        return payments.waiting(by);
    }

    @Override
    public List<Tile> tiles(Actor by, Formats formats) {
        var waiting = payments.waiting(by);
        return by.may(Authority.APPROVE_PAYMENTS)
                ? List.of(new Tile(
                        15,
                        waiting == 1 ? "payment proposal" : "payment proposals",
                        formats.count(waiting, COUNTED),
                        "To approve, or sent without outcome",
                        "/payment-proposals",
                        waiting > 0))
                : List.of();
    }

    @GetMapping("/payment-proposals")
    ModelAndView list(
            @RequestParam(defaultValue = "WAITING") PaymentFinder.Listing view, Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var formats = frames.formats(by);
        var page = transactions.read(by, () -> payments.page(view, walk.after(), Page.USUAL, by));
        var table = table(page.rows(), formats);
        var forward = view == PaymentFinder.Listing.WAITING || view == PaymentFinder.Listing.SENT;
        var list = new ListPage(
                heading(by),
                walk.views(List.of(PaymentFinder.Listing.values()), view, PaymentFinder.Listing::words),
                ListPage.Narrowing.none(),
                forward ? "Soonest execution first" : "Newest first",
                table,
                walk.paging(page.rows().size(), "proposal", "proposals", page.next()),
                Optional.empty(),
                empty(view, by));
        return Csv.orPage(request, frames.of("Payments", Place.PAYMENTS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Payments", "What is due, approved by a second person, sent as one file");
        return by.may(Authority.PROPOSE_PAYMENTS)
                ? heading.with(Act.open("new", "Propose payments", "/payment-proposals/new")
                        .first())
                : heading;
    }

    private static ListPage.Empty empty(PaymentFinder.Listing view, Actor by) {
        var sentence = switch (view) {
            case WAITING -> "No proposal waits for its approval.";
            case SENT -> "The bank has answered for every payment that was sent.";
            case ENDED, ALL -> "A proposal is made of the invoices that are due.";
        };
        return by.may(Authority.PROPOSE_PAYMENTS)
                ? ListPage.Empty.of(
                        "Nothing here", sentence, Act.open("first", "See what is due", "/payment-proposals/new"))
                : ListPage.Empty.of("Nothing here", sentence);
    }

    private static Table table(List<ProposalRow> rows, Formats formats) {
        return new Table(
                "Payment proposals",
                List.of(
                        Column.main("Proposal"),
                        Column.text("Proposed by"),
                        Column.text("Execution"),
                        Column.state("State"),
                        Column.figure("Payments"),
                        Column.figure("Blocked"),
                        Column.sum("Total")),
                rows.stream()
                        .map(row -> Table.Row.of(
                                Cell.link(
                                        row.number(),
                                        "/payment-proposals/" + row.number(),
                                        "Due by " + formats.date(row.dueUntil())),
                                Cell.text(row.proposedBy(), formats.date(row.proposedOn())),
                                Cell.text(formats.date(row.executeOn())),
                                PaymentWords.state(row.phase(), row.ended(), row.unknown(), formats),
                                Cell.text(formats.count(row.payments())),
                                Cell.text(formats.count(row.blocked())),
                                Cell.text(formats.money(row.total()))))
                        .toList());
    }
}
