package org.countersign.invoice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Answer;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Invoices and credit notes over HTTP; their acts are the same, by the address of either. */
@RestController
class InvoiceResource {

    private static final String INVOICES = "/api/v1/invoices";
    private static final String CREDIT_NOTES = "/api/v1/credit-notes";

    private final Invoicing invoicing;
    private final InvoiceFinder finder;
    private final Edge edge;
    private final Transactions transactions;

    InvoiceResource(Invoicing invoicing, InvoiceFinder finder, Edge edge, Transactions transactions) {
        this.invoicing = invoicing;
        this.finder = finder;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** Why something is done. */
    record Reason(String reason) {}

    /** The order line that a line bills. */
    record LinkWish(OrderLineId orderLine) {}

    @GetMapping(INVOICES)
    ResponseEntity<Object> invoices(
            @RequestParam(defaultValue = "ALL") InvoiceFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return page(view, Kind.INVOICE, after, size, by, request);
    }

    @GetMapping(CREDIT_NOTES)
    ResponseEntity<Object> creditNotes(
            @RequestParam(defaultValue = "ALL") InvoiceFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return page(view, Kind.CREDIT_NOTE, after, size, by, request);
    }

    @GetMapping({INVOICES + "/{id}", CREDIT_NOTES + "/{id}"})
    ResponseEntity<Object> show(@PathVariable InvoiceId id, Actor by) {
        var view = transactions.read(by, () -> finder.invoice(id, by));
        return Edge.tagged(view.invoice().version(), InvoiceJson.of(view));
    }

    @PostMapping(INVOICES)
    ResponseEntity<String> enterInvoice(@RequestBody BillWish wish, Actor by, HttpServletRequest request) {
        return enter(Kind.INVOICE, wish, by, request);
    }

    @PostMapping(CREDIT_NOTES)
    ResponseEntity<String> enterCreditNote(@RequestBody BillWish wish, Actor by, HttpServletRequest request) {
        return enter(Kind.CREDIT_NOTE, wish, by, request);
    }

    @PostMapping({INVOICES + "/{id}/holds/{hold}/lifting", CREDIT_NOTES + "/{id}/holds/{hold}/lifting"})
    ResponseEntity<String> lift(
            @PathVariable InvoiceId id,
            @PathVariable HoldId hold,
            @RequestBody Reason reason,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.lift(id, hold, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping({INVOICES + "/{id}/lines/{line}/link", CREDIT_NOTES + "/{id}/lines/{line}/link"})
    ResponseEntity<String> link(
            @PathVariable InvoiceId id,
            @PathVariable InvoiceLineId line,
            @RequestBody LinkWish wish,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.link(id, line, wish.orderLine(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping({INVOICES + "/{id}/rejection", CREDIT_NOTES + "/{id}/rejection"})
    ResponseEntity<String> reject(
            @PathVariable InvoiceId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.reject(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping({INVOICES + "/{id}/reversal", CREDIT_NOTES + "/{id}/reversal"})
    ResponseEntity<String> reverse(
            @PathVariable InvoiceId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.reverse(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @PostMapping({INVOICES + "/{id}/match", CREDIT_NOTES + "/{id}/match"})
    ResponseEntity<String> rematch(@PathVariable InvoiceId id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.rematch(id, by);
            return Answer.ok(shown(id, by));
        });
    }

    private ResponseEntity<Object> page(
            InvoiceFinder.Listing view, Kind kind, String after, int size, Actor by, HttpServletRequest request) {
        return Links.page(
                transactions.read(
                        by,
                        () -> finder.page(view, Optional.of(kind), after, Page.size(size), by)
                                .map(InvoiceJson.Row::of)),
                request);
    }

    private ResponseEntity<String> enter(Kind kind, BillWish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var reason = wish.reason();
            by.require(reason.isEmpty() ? Authority.ENTER_INVOICES : Authority.ENTER_DUPLICATES);
            var content = wish.content(kind);
            var invoice = reason.isEmpty()
                    ? invoicing.capture(content, new Origin.Json(), by)
                    : invoicing.captureDuplicate(content, new Origin.Json(), reason, by);
            var address = kind == Kind.INVOICE ? INVOICES : CREDIT_NOTES;
            return Answer.created(address + "/" + invoice.id(), shown(invoice.id(), by));
        });
    }

    private InvoiceJson shown(InvoiceId id, Actor by) {
        return InvoiceJson.of(finder.invoice(id, by));
    }
}
