package org.countersign.order;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP. */
@RestController
@Chapter(value = "Orders", about = "What was promised to vendors, and where it stands")
@RequestMapping("/api/v1/orders")
class OrderResource {

    private final Ordering ordering;
    private final Revising revising;
    private final Correspondence correspondence;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final Edge edge;
    private final Transactions transactions;

    OrderResource(
            Ordering ordering,
            Revising revising,
            Correspondence correspondence,
            OrderFinder orders,
            Organizations organizations,
            Edge edge,
            Transactions transactions) {
        this.ordering = ordering;
        this.revising = revising;
        this.correspondence = correspondence;
        this.orders = orders;
        this.organizations = organizations;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** Why something is done. */
    record Reason(String reason) {}

    /** The lines to close short; none means all that are open. */
    record ShortClose(Optional<Set<OrderLineId>> lines, String reason) {}

    /** The revision that was seen, what shall change, and why. */
    record Change(int base, List<LineChange> lines, String reason) {}

    /** A vendor's answer as a buyer notes it. */
    record Noted(
            VendorAnswer.Kind answer,
            Optional<String> reference,
            Optional<String> note,
            Optional<LocalDate> on,
            Optional<List<VendorAnswer.Line>> lines) {}

    /** How much of an expected credit is forgone, and why. */
    record Waiver(OrderLineId line, Quantity quantity, String reason) {}

    @Does("Lists or searches the orders that you see; amounts for those who may see them")
    @GetMapping
    ResponseEntity<List<ListedOrder>> list(
            @RequestParam(defaultValue = "OPEN") OrderFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(defaultValue = "") String q,
            Actor by,
            HttpServletRequest request) {
        if (!q.isBlank()) {
            var found = transactions.read(by, () -> orders.search(q, Page.size(size), by));
            return ResponseEntity.ok(found.stream().map(row -> seen(row, by)).toList());
        }
        var page = transactions.read(by, () -> orders.page(view, after, Page.size(size), today(by), by));
        return Links.page(page.map(row -> seen(row, by)), request);
    }

    @Does("Shows an order: where it stands, line by line; prices for those who may see them")
    @GetMapping("/{id}")
    ResponseEntity<OrderJson> show(@PathVariable OrderId id, Actor by) {
        var view = transactions.read(by, () -> orders.order(id, by));
        return Edge.tagged(view.order().version(), OrderJson.of(view, by));
    }

    @Does(value = "Shows the lines of an order as a revision has them", needs = Authority.SEE_PRICES)
    @GetMapping("/{id}/revisions/{revision}")
    List<Line.Content> revision(@PathVariable OrderId id, @PathVariable int revision, Actor by) {
        by.require(Authority.SEE_PRICES);
        return transactions.read(by, () -> orders.revision(id, revision, by));
    }

    @Does(value = "Revises an order; the whole of it is approved first", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/revisions")
    Answered<Created<OrderJson>> revise(
            @PathVariable OrderId id, @RequestBody Change change, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var revision = revising.revise(id, change.base(), change.lines(), change.reason(), by);
            return Answer.created("/api/v1/orders/" + id + "/revisions/" + revision.revision(), shown(id, by));
        });
    }

    @Does(value = "Withdraws the revision in preparation", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/revisions/withdrawal")
    Answered<Ok<OrderJson>> withdraw(
            @PathVariable OrderId id, @RequestBody Reason why, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            revising.withdrawProposal(id, why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Closes lines short: what is open on them is no longer wanted", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/short-close")
    Answered<Ok<OrderJson>> shortClose(
            @PathVariable OrderId id, @RequestBody ShortClose what, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.shortClose(id, what.lines().orElse(Set.of()), what.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Cancels an order of which nothing came and nothing was billed", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/cancellation")
    Answered<Ok<OrderJson>> cancel(
            @PathVariable OrderId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.cancel(id, Edge.seen(ifMatch), why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(
            value = "Holds an order: nothing is received on it and nothing of it is paid",
            needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/hold")
    Answered<Ok<OrderJson>> hold(
            @PathVariable OrderId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.hold(id, Edge.seen(ifMatch), why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Releases a held order", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/release")
    Answered<Ok<OrderJson>> release(
            @PathVariable OrderId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.release(id, Edge.seen(ifMatch), why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Notes how an order reached its vendor by hand", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/hand-over")
    Answered<Ok<OrderJson>> handOver(
            @PathVariable OrderId id, @RequestBody Reason how, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            correspondence.handOver(id, how.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Notes what the vendor answered", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/answers")
    Answered<Created<OrderJson>> note(
            @PathVariable OrderId id, @RequestBody Noted noted, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var answer = correspondence.noted(
                    id,
                    new NotedAnswer(
                            noted.answer(),
                            noted.reference().orElse(""),
                            noted.note().orElse(""),
                            noted.on().orElseGet(() -> today(by)),
                            noted.lines().orElse(List.of())),
                    by);
            return Answer.created("/api/v1/orders/" + id + "/answers/" + answer, shown(id, by));
        });
    }

    @Does(value = "Takes up the changes that the vendor proposed", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/answers/{answer}/acceptance")
    Answered<Ok<OrderJson>> takeUp(
            @PathVariable OrderId id,
            @PathVariable AnswerId answer,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            correspondence.takeUp(id, answer, why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Declines the changes that the vendor proposed", needs = Authority.CHANGE_ORDERS)
    @PostMapping("/{id}/answers/{answer}/refusal")
    Answered<Ok<OrderJson>> decline(
            @PathVariable OrderId id,
            @PathVariable AnswerId answer,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            correspondence.decline(id, answer, why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Waives a credit that was expected", needs = Authority.LIFT_HOLDS)
    @PostMapping("/{id}/waivers")
    Answered<Ok<OrderJson>> waive(
            @PathVariable OrderId id, @RequestBody Waiver waiver, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.waive(id, waiver.line(), waiver.quantity(), waiver.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    private OrderJson shown(OrderId id, Actor by) {
        return OrderJson.of(orders.order(id, by), by);
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }

    /** A row without its amount, for those who may not see prices. */
    private static ListedOrder seen(OrderRow row, Actor by) {
        return by.may(Authority.SEE_PRICES) ? row : OrderRowWithoutPrices.of(row);
    }
}
