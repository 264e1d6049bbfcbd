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

    @GetMapping
    ResponseEntity<Object> list(
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

    @GetMapping("/{id}")
    ResponseEntity<Object> show(@PathVariable OrderId id, Actor by) {
        var view = transactions.read(by, () -> orders.order(id, by));
        return Edge.tagged(view.order().version(), OrderJson.of(view, by));
    }

    @GetMapping("/{id}/revisions/{revision}")
    Object revision(@PathVariable OrderId id, @PathVariable int revision, Actor by) {
        by.require(Authority.SEE_PRICES);
        return transactions.read(by, () -> orders.revision(id, revision, by));
    }

    @PostMapping("/{id}/revisions")
    ResponseEntity<String> revise(
            @PathVariable OrderId id, @RequestBody Change change, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var revision = revising.revise(id, change.base(), change.lines(), change.reason(), by);
            return Answer.created("/api/v1/orders/" + id + "/revisions/" + revision.revision(), shown(id, by));
        });
    }

    @PostMapping("/{id}/revisions/withdrawal")
    ResponseEntity<String> withdraw(
            @PathVariable OrderId id, @RequestBody Reason why, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            revising.withdrawProposal(id, why.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping("/{id}/short-close")
    ResponseEntity<String> shortClose(
            @PathVariable OrderId id, @RequestBody ShortClose what, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            ordering.shortClose(id, what.lines().orElse(Set.of()), what.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping("/{id}/cancellation")
    ResponseEntity<String> cancel(
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

    @PostMapping("/{id}/hold")
    ResponseEntity<String> hold(
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

    @PostMapping("/{id}/release")
    ResponseEntity<String> release(
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

    @PostMapping("/{id}/hand-over")
    ResponseEntity<String> handOver(
            @PathVariable OrderId id, @RequestBody Reason how, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            correspondence.handOver(id, how.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping("/{id}/answers")
    ResponseEntity<String> note(
            @PathVariable OrderId id, @RequestBody Noted noted, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(Authority.CHANGE_ORDERS);
            var revision = orders.order(id, by).order().revisions().inForce();
            var answer = correspondence.answered(
                    id,
                    new VendorAnswer(
                            noted.answer(),
                            revision,
                            noted.reference().orElse(""),
                            noted.note().orElse(""),
                            noted.on().orElse(today(by)),
                            Optional.empty(),
                            noted.lines().orElse(List.of())),
                    by);
            return Answer.created("/api/v1/orders/" + id + "/answers/" + answer, shown(id, by));
        });
    }

    @PostMapping("/{id}/answers/{answer}/acceptance")
    ResponseEntity<String> takeUp(
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

    @PostMapping("/{id}/answers/{answer}/refusal")
    ResponseEntity<String> decline(
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

    @PostMapping("/{id}/waivers")
    ResponseEntity<String> waive(
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
    private static Object seen(OrderRow row, Actor by) {
        return by.may(Authority.SEE_PRICES) ? row : OrderRowWithoutPrices.of(row);
    }
}
