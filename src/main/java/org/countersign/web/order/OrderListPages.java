package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.order.OrderFinder;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
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
    ModelAndView list(
            @RequestParam(defaultValue = "OPEN") OrderFinder.Listing view,
            @RequestParam(defaultValue = "") String q,
            Actor by,
            HttpServletRequest request) {
        var formats = frames.formats(by);
        var walk = Walk.of(request, "view", "q");
        var today = organizations.today(by.organization());
        var page = transactions.read(
                by,
                () -> q.isBlank()
                        ? orders.page(view, walk.after(), Page.USUAL, today, by)
                        : new Page<>(orders.search(q, Page.LARGEST, by), Optional.empty()));
        var waives = view == OrderFinder.Listing.CREDIT_EXPECTED && by.may(Authority.LIFT_HOLDS);
        var list = new ListPage(
                heading(by),
                walk.without("q").views(List.of(OrderFinder.Listing.values()), view, OrderFinder.Listing::words),
                narrowing(q, view, walk),
                view == OrderFinder.Listing.TO_RECEIVE || view == OrderFinder.Listing.LATE
                        ? "Needed soonest first"
                        : "Newest first",
                new OrderTable(formats, today, by.may(Authority.SEE_PRICES), waives).of(page.rows()),
                walk.paging(page.rows().size(), "order", "orders", page.next()),
                Optional.empty(),
                empty(view, q, by));
        return Csv.orPage(request, frames.of("Orders", Place.ORDERS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Orders", "What we have promised to buy");
        return by.may(Authority.WRITE_REQUISITIONS)
                ? heading.with(
                        Act.open("new", "New requisition", "/requisitions/new").first())
                : heading;
    }

    private static ListPage.Narrowing narrowing(String q, OrderFinder.Listing view, Walk walk) {
        var filters = q.isBlank()
                ? List.<ListPage.Filter>of()
                : List.of(new ListPage.Filter("has the words", q, walk.with("q", "")));
        return new ListPage.Narrowing(
                "/orders",
                filters,
                List.of(Field.text("q", "Words").value(q).help("Number, vendor, title, item or article number")),
                List.of(new Field.Option(Walk.word(view), "view")));
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
}
