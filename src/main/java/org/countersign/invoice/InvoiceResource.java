package org.countersign.invoice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
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
@Chapter(value = "Invoices and credit notes", about = "What vendors bill and credit, matched line by line")
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

    @Does(value = "Lists the invoices, the newest first", needs = Authority.SEE_INVOICES)
    @GetMapping(INVOICES)
    ResponseEntity<List<InvoiceJson.Row>> invoices(
            @RequestParam(defaultValue = "ALL") InvoiceFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return page(view, Kind.INVOICE, after, size, by, request);
    }

    @Does(value = "Lists the credit notes, the newest first", needs = Authority.SEE_INVOICES)
    @GetMapping(CREDIT_NOTES)
    ResponseEntity<List<InvoiceJson.Row>> creditNotes(
            @RequestParam(defaultValue = "ALL") InvoiceFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return page(view, Kind.CREDIT_NOTE, after, size, by, request);
    }

    @Does(value = "Shows an invoice or credit note beside its orders, with its holds", needs = Authority.SEE_INVOICES)
    @GetMapping({INVOICES + "/{id}", CREDIT_NOTES + "/{id}"})
    ResponseEntity<InvoiceJson> show(@PathVariable InvoiceId id, Actor by) {
        var view = transactions.read(by, () -> finder.invoice(id, by));
        return Edge.tagged(view.invoice().version(), InvoiceJson.of(view));
    }

    @Does(
            value = "Enters an invoice and matches it; a known duplicate takes a reason and the authority to enter one",
            needs = Authority.ENTER_INVOICES)
    @PostMapping(INVOICES)
    Answered<Created<InvoiceJson>> enterInvoice(@RequestBody BillWish wish, Actor by, HttpServletRequest request) {
        return enter(Kind.INVOICE, wish, by, request);
    }

    @Does(value = "Enters a credit note and matches it", needs = Authority.ENTER_INVOICES)
    @PostMapping(CREDIT_NOTES)
    Answered<Created<InvoiceJson>> enterCreditNote(@RequestBody BillWish wish, Actor by, HttpServletRequest request) {
        return enter(Kind.CREDIT_NOTE, wish, by, request);
    }

    @Does(value = "Lifts a hold, with the reason", needs = Authority.LIFT_HOLDS)
    @PostMapping({INVOICES + "/{id}/holds/{hold}/lifting", CREDIT_NOTES + "/{id}/holds/{hold}/lifting"})
    Answered<Ok<InvoiceJson>> lift(
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

    @Does(value = "Links a billed line to its order line", needs = Authority.ENTER_INVOICES)
    @PostMapping({INVOICES + "/{id}/lines/{line}/link", CREDIT_NOTES + "/{id}/lines/{line}/link"})
    Answered<Ok<InvoiceJson>> link(
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

    @Does(value = "Rejects an invoice or credit note", needs = Authority.ENTER_INVOICES)
    @PostMapping({INVOICES + "/{id}/rejection", CREDIT_NOTES + "/{id}/rejection"})
    Answered<Ok<InvoiceJson>> reject(
            @PathVariable InvoiceId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.reject(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Takes a posted invoice or credit note back", needs = Authority.LIFT_HOLDS)
    @PostMapping({INVOICES + "/{id}/reversal", CREDIT_NOTES + "/{id}/reversal"})
    Answered<Ok<InvoiceJson>> reverse(
            @PathVariable InvoiceId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.reverse(id, reason.reason(), by);
            return Answer.ok(shown(id, by));
        });
    }

    @Does(value = "Matches it once more, with what came since", needs = Authority.ENTER_INVOICES)
    @PostMapping({INVOICES + "/{id}/match", CREDIT_NOTES + "/{id}/match"})
    Answered<Ok<InvoiceJson>> rematch(@PathVariable InvoiceId id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            invoicing.rematch(id, by);
            return Answer.ok(shown(id, by));
        });
    }

    private ResponseEntity<List<InvoiceJson.Row>> page(
            InvoiceFinder.Listing view, Kind kind, String after, int size, Actor by, HttpServletRequest request) {
        return Links.page(
                transactions.read(
                        by,
                        () -> finder.page(view, Optional.of(kind), after, Page.size(size), by)
                                .map(InvoiceJson.Row::of)),
                request);
    }

    private Answered<Created<InvoiceJson>> enter(Kind kind, BillWish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(wish.reason().isEmpty() ? Authority.ENTER_INVOICES : Authority.ENTER_DUPLICATES);
            var entered = invoicing.enter(wish.content(kind), wish.reason(), by);
            var address = kind == Kind.INVOICE ? INVOICES : CREDIT_NOTES;
            return Answer.created(address + "/" + entered.invoice().id(), InvoiceJson.of(entered));
        });
    }

    private InvoiceJson shown(InvoiceId id, Actor by) {
        return InvoiceJson.of(finder.invoice(id, by));
    }
}
