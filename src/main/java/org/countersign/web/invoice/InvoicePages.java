package org.countersign.web.invoice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.invoice.HoldId;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.InvoiceLineId;
import org.countersign.invoice.Invoicing;
import org.countersign.kernel.Actor;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Transactions;
import org.countersign.web.Flash;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of one invoice or credit note beside its orders, and what is decided there. */
@Controller
@RequestMapping("/invoices/{number}")
class InvoicePages {

    private final Invoicing invoicing;
    private final InvoiceFinder invoices;
    private final MatchPageMaker maker;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    InvoicePages(
            Invoicing invoicing,
            InvoiceFinder invoices,
            MatchPageMaker maker,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.invoicing = invoicing;
        this.invoices = invoices;
        this.maker = maker;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView show(@PathVariable String number, Actor by, HttpServletRequest request) {
        return show(number, by, request, Optional.empty());
    }

    private ModelAndView show(String number, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of(number, Place.INVOICES, by, request, flash);
        return Pages.page(
                "invoice/show", transactions.read(by, () -> maker.page(frame, invoices.byNumber(number, by), by)));
    }

    @PostMapping("/matching")
    ModelAndView match(
            @PathVariable String number, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return act(number, by, request, response, id -> standing(invoicing.rematch(id, by), "Compared again"));
    }

    @PostMapping("/holds/{hold}/lifting")
    ModelAndView lift(
            @PathVariable String number,
            @PathVariable HoldId hold,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(
                number,
                by,
                request,
                response,
                id -> standing(invoicing.lift(id, hold, reason, by), "The hold is lifted"));
    }

    @PostMapping("/lines/{line}/link")
    ModelAndView link(
            @PathVariable String number,
            @PathVariable InvoiceLineId line,
            @RequestParam OrderLineId orderLine,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(
                number,
                by,
                request,
                response,
                id -> standing(invoicing.link(id, line, orderLine, by), "The line is linked"));
    }

    @PostMapping("/rejection")
    ModelAndView reject(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, id -> {
            invoicing.reject(id, reason, by);
            return number + " is rejected; nothing is paid and its number is free again.";
        });
    }

    @PostMapping("/reversal")
    ModelAndView reverse(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, id -> {
            invoicing.reverse(id, reason, by);
            return number + " is reversed and out of the books.";
        });
    }

    private ModelAndView act(
            String number,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<InvoiceId, String> act) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var invoice = invoices.byNumber(number, by).invoice();
                    return new Forms.Done("/invoices/" + number, act.apply(invoice.id()));
                },
                flash -> show(number, by, request, Optional.of(flash)));
    }

    private static String standing(Invoice invoice, String done) {
        return done
                + (invoice.standing().posted()
                        ? ": everything is settled, " + invoice.number() + " is ready to pay."
                        : ": " + invoice.number() + " is still held, see below.");
    }
}
