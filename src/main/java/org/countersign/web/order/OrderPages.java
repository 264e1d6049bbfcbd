package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.order.AnswerId;
import org.countersign.order.Correspondence;
import org.countersign.order.OrderFinder;
import org.countersign.order.Ordering;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Revising;
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

/** The page of one order, and what a buyer does there. */
@Controller
@RequestMapping("/orders/{number}")
class OrderPages {

    private final Ordering ordering;
    private final Revising revising;
    private final Correspondence correspondence;
    private final OrderFinder orders;
    private final OrderPageMaker maker;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    OrderPages(
            Ordering ordering,
            Revising revising,
            Correspondence correspondence,
            OrderFinder orders,
            OrderPageMaker maker,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.ordering = ordering;
        this.revising = revising;
        this.correspondence = correspondence;
        this.orders = orders;
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
        var frame = frames.of(number, Place.ORDERS, by, request, flash);
        return Pages.page(
                "order/show", transactions.read(by, () -> maker.page(frame, orders.byNumber(number, by), by)));
    }

    // ---- acts with a reason

    @PostMapping("/cancellation")
    ModelAndView cancel(
            @PathVariable String number,
            @RequestParam int version,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            ordering.cancel(order.id(), version, reason, by);
            return "The order is cancelled and its money is free again.";
        });
    }

    @PostMapping("/short-close")
    ModelAndView shortClose(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            ordering.shortClose(order.id(), Set.of(), reason, by);
            return "What was still to come is given up; the vendor is told by a change of the order.";
        });
    }

    @PostMapping("/hold")
    ModelAndView hold(
            @PathVariable String number,
            @RequestParam int version,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            ordering.hold(order.id(), version, reason, by);
            return "The order is held.";
        });
    }

    @PostMapping("/release")
    ModelAndView release(
            @PathVariable String number,
            @RequestParam int version,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            ordering.release(order.id(), version, reason, by);
            return "The hold is lifted.";
        });
    }

    @PostMapping("/hand-over")
    ModelAndView handOver(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            correspondence.handOver(order.id(), reason, by);
            return "Noted: the vendor has the order.";
        });
    }

    @PostMapping("/revisions/withdrawal")
    ModelAndView withdraw(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            revising.withdrawProposal(order.id(), reason, by);
            return "The proposed revision is withdrawn; the one in force stands.";
        });
    }

    @PostMapping("/answers/{answer}/acceptance")
    ModelAndView takeUp(
            @PathVariable String number,
            @PathVariable AnswerId answer,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            var revision = correspondence.takeUp(order.id(), answer, "", by);
            return "Revision " + revision.revision() + " takes up what the vendor proposed"
                    + (revision.inPreparation() ? " and waits for its approval." : " and is in force.");
        });
    }

    @PostMapping("/answers/{answer}/refusal")
    ModelAndView decline(
            @PathVariable String number,
            @PathVariable AnswerId answer,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, order -> {
            correspondence.decline(order.id(), answer, reason, by);
            return "Declined; the order stands as it is.";
        });
    }

    private ModelAndView act(
            String number,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<PurchaseOrder, String> act) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> new Forms.Done(
                        "/orders/" + number,
                        act.apply(orders.byNumber(number, by).order())),
                flash -> show(number, by, request, Optional.of(flash)));
    }

    static DocumentRef reference(PurchaseOrder order) {
        return DocumentRef.of("order", order.id());
    }
}
