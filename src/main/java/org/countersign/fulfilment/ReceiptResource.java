package org.countersign.fulfilment;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.Disposition;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Receipts and returns over HTTP. */
@RestController
@Chapter(value = "Receipts and returns", about = "What came, what went back, and what never happened")
@RequestMapping("/api/v1")
class ReceiptResource {

    private final Receiving receiving;
    private final ReceiptFinder receipts;
    private final Organizations organizations;
    private final Edge edge;
    private final Transactions transactions;

    ReceiptResource(
            Receiving receiving,
            ReceiptFinder receipts,
            Organizations organizations,
            Edge edge,
            Transactions transactions) {
        this.receiving = receiving;
        this.receipts = receipts;
        this.organizations = organizations;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** What came; without a day today. */
    record Delivery(
            Optional<LocalDate> receivedOn,
            Optional<String> deliveryNote,
            Optional<String> note,
            List<DeliveredLine> lines) {

        ReceiptContent content(LocalDate today) {
            return new ReceiptContent(
                    receivedOn.orElse(today),
                    deliveryNote.orElse(""),
                    note.orElse(""),
                    lines.stream().map(DeliveredLine::line).toList());
        }
    }

    /** What came of one order line: all of it, and what of it is rejected, why, and what becomes of that. */
    record DeliveredLine(
            OrderLineId orderLine,
            Quantity quantity,
            Optional<Quantity> rejectedQuantity,
            Optional<String> rejectedWhy,
            Optional<Disposition> disposition) {

        ReceiptContent.Line line() {
            return new ReceiptContent.Line(
                    orderLine,
                    quantity,
                    rejectedQuantity
                            .filter(rejected -> !rejected.isZero())
                            .map(rejected -> new ReceiptContent.Rejection(
                                    rejected, rejectedWhy.orElse(""), named(disposition))));
        }
    }

    /** What goes back; without a day today. */
    record Shipment(
            Optional<LocalDate> returnedOn,
            Optional<String> reference,
            Optional<String> note,
            List<ReturnedLine> lines) {

        ReturnContent content(LocalDate today) {
            return new ReturnContent(
                    returnedOn.orElse(today),
                    reference.orElse(""),
                    note.orElse(""),
                    lines.stream().map(ReturnedLine::line).toList());
        }
    }

    /** What goes back of one order line, of the received line if one is named. */
    record ReturnedLine(
            OrderLineId orderLine,
            Optional<ReceiptLineId> receiptLine,
            Quantity quantity,
            Disposition disposition,
            String why) {

        ReturnContent.Line line() {
            return new ReturnContent.Line(orderLine, receiptLine, quantity, disposition, why);
        }
    }

    /** Why something never happened. */
    record Reason(String reason) {}

    @Does(value = "Records what came of an order", needs = Authority.RECEIVE_GOODS)
    @PostMapping("/orders/{id}/receipts")
    Answered<Created<ReceiptView>> receive(
            @PathVariable OrderId id, @RequestBody Delivery delivery, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(Authority.RECEIVE_GOODS);
            var receipt = receiving.receive(id, delivery.content(today(by)), by);
            return Answer.created(address(receipt), ReceiptView.of(receipt, by));
        });
    }

    @Does(value = "Records what goes back to the vendor", needs = Authority.RECEIVE_GOODS)
    @PostMapping("/orders/{id}/returns")
    Answered<Created<ReceiptView>> giveBack(
            @PathVariable OrderId id, @RequestBody Shipment shipment, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(Authority.RECEIVE_GOODS);
            return answer(receiving.giveBack(id, shipment.content(today(by)), by), by);
        });
    }

    @Does("Lists the receipts and returns of an order")
    @GetMapping("/orders/{id}/receipts")
    List<ReceiptRow> ofOrder(@PathVariable OrderId id, Actor by) {
        return transactions.read(by, () -> receipts.ofOrder(id, by));
    }

    @Does("Lists receipts, returns and reversals, the newest first")
    @GetMapping("/receipts")
    ResponseEntity<List<ReceiptRow>> list(
            @RequestParam(defaultValue = "ALL") ReceiptFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> receipts.page(view, after, Page.size(size), by)), request);
    }

    @Does("Shows a receipt, return or reversal")
    @GetMapping("/receipts/{id}")
    ReceiptView show(@PathVariable ReceiptId id, Actor by) {
        return transactions.read(by, () -> receipts.receipt(id, by));
    }

    @Does(value = "Takes a receipt or return back, as it never happened", needs = Authority.RECEIVE_GOODS)
    @PostMapping("/receipts/{id}/reversal")
    Answered<Created<ReceiptView>> reverse(
            @PathVariable ReceiptId id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> answer(receiving.reverse(id, reason.reason(), by), by));
    }

    private Created<ReceiptView> answer(Receipt receipt, Actor by) {
        return Answer.created(address(receipt), receipts.receipt(receipt.id(), by));
    }

    private static String address(Receipt receipt) {
        return "/api/v1/receipts/" + receipt.id();
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }

    private static Disposition named(Optional<Disposition> disposition) {
        return disposition.orElseThrow(() -> Refusal.rule(
                "disposition-missing",
                "Say whether the goods are to be replaced or credited.",
                Refusal.Facts.of("field", "disposition").and("expected", "replace or credit")));
    }
}
