package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderRow;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Listing;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Waits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of orders. */
@Controller
class OrderListPages implements Waits {

    private final OrderFinder orders;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;

    OrderListPages(OrderFinder orders, Organizations organizations, Transactions transactions, Frames frames) {
        this.orders = orders;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.ORDERS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.SEE_WHOLE_ORGANIZATION)
                || by.may(Authority.WRITE_REQUISITIONS)
                || by.may(Authority.DECIDE_APPROVALS);
    }

    @Override
    public int waitingFor(Actor by) {
        return by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION) ? orders.open(by) : 0;
    }

    @GetMapping("/orders")
    @Nullable
    ModelAndView list(
            @RequestParam(defaultValue = "OPEN") OrderFinder.Listing view,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "") String format,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var formats = frames.formats(by);
        var today = organizations.today(by.organization());
        var page = transactions.read(
                by,
                () -> q.isBlank()
                        ? orders.page(view, after, Page.USUAL, today, by)
                        : new Page<>(orders.search(q, Page.LARGEST, by), java.util.Optional.empty()));
        var table = table(page.rows(), formats, today, by);
        if (format.equals("csv")) {
            Listing.csv(table, "orders", response);
            return null;
        }
        var listing = Listing.of("/orders", after, back)
                .with(
                        "view",
                        view == OrderFinder.Listing.OPEN ? "" : view.name().toLowerCase(Locale.ROOT))
                .with("q", q);
        var list = new ListPage(
                heading(by),
                views(view, listing),
                narrowing(q, view, listing),
                view == OrderFinder.Listing.TO_RECEIVE || view == OrderFinder.Listing.LATE
                        ? "Needed soonest first"
                        : "Newest first",
                table,
                listing.paging(
                        formats.count(page.rows().size())
                                + (page.next().isPresent() ? " shown, more follow" : " shown"),
                        page.next()),
                java.util.Optional.empty(),
                empty(view, q, by));
        return Pages.list(frames.of("Orders", Place.ORDERS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Orders", "What we have promised to buy");
        return by.may(Authority.WRITE_REQUISITIONS)
                ? heading.with(
                        Act.open("new", "New requisition", "/requisitions/new").first())
                : heading;
    }

    private static List<ListPage.View> views(OrderFinder.Listing on, Listing listing) {
        return Arrays.stream(OrderFinder.Listing.values())
                .map(view -> new ListPage.View(
                        view.name().toLowerCase(Locale.ROOT),
                        view.words(),
                        "",
                        listing.with("q", "").href("view", view.name().toLowerCase(Locale.ROOT)),
                        view == on))
                .toList();
    }

    private static ListPage.Narrowing narrowing(String q, OrderFinder.Listing view, Listing listing) {
        var filters = q.isBlank()
                ? List.<ListPage.Filter>of()
                : List.of(new ListPage.Filter("has the words", q, listing.href("q", "")));
        return new ListPage.Narrowing(
                "/orders",
                filters,
                List.of(Field.text("q", "Words").value(q).help("Number, vendor, title, item or article number")),
                List.of(new Field.Option(view.name().toLowerCase(Locale.ROOT), "view")));
    }

    private static ListPage.Empty empty(OrderFinder.Listing view, String q, Actor by) {
        if (!q.isBlank()) {
            return ListPage.Empty.of("Nothing found", "No order you may see has all of these words.");
        }
        if (view != OrderFinder.Listing.OPEN && view != OrderFinder.Listing.ALL) {
            return ListPage.Empty.of("Nothing here", "No order is in this view now.");
        }
        var sentence = "Orders are made when the last approval of a requisition is given.";
        return by.may(Authority.WRITE_REQUISITIONS)
                ? ListPage.Empty.of(
                        "No orders yet",
                        sentence,
                        Act.open("first", "Write a requisition", "/requisitions/new")
                                .first())
                : ListPage.Empty.of("No orders yet", sentence);
    }

    private static Table table(List<OrderRow> rows, Formats formats, LocalDate today, Actor by) {
        var prices = by.may(Authority.SEE_PRICES);
        var columns = new java.util.ArrayList<>(List.of(
                Column.main("Order"), Column.text("Vendor"), Column.state("Waiting for"), Column.progress("Received")));
        if (prices) {
            columns.add(Column.progress("Invoiced"));
            columns.add(Column.sum("Gross total"));
        }
        return new Table(
                "Orders",
                columns,
                rows.stream().map(row -> row(row, formats, today, prices)).toList());
    }

    private static Table.Row row(OrderRow row, Formats formats, LocalDate today, boolean prices) {
        var cells = new java.util.ArrayList<Cell>(List.of(
                Cell.link(row.number(), "/orders/" + row.number(), row.title()),
                Cell.text(row.vendorName(), formats.date(row.orderedOn())),
                Cell.state(OrderWords.tone(row, today), OrderWords.waiting(row, formats)),
                progress(row, row.progress().received())));
        if (prices) {
            cells.add(progress(row, row.progress().billed()));
            cells.add(Cell.text(formats.money(row.gross())));
        }
        return new Table.Row("", cells);
    }

    /** Of a cancelled order nothing was wanted in the end, so there is nothing to be done of it. */
    private static Cell progress(OrderRow row, java.math.BigDecimal percent) {
        var cancelled =
                row.ended().filter(PurchaseOrder.Ending.CANCELLED::equals).isPresent();
        return Cell.progress(cancelled ? 0 : percent.intValue());
    }
}
