package org.countersign.web.receipt;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.countersign.fulfilment.ReceiptContent;
import org.countersign.fulfilment.Receiving;
import org.countersign.fulfilment.ReturnContent;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.Disposition;
import org.countersign.order.Line;
import org.countersign.order.OrderFinder;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The forms of goods that come and go back. A refusal that names a line is shown at that line. */
@Controller
@RequestMapping("/orders/{number}")
class ReceivePages {

    private final Receiving receiving;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    ReceivePages(
            Receiving receiving,
            OrderFinder orders,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.receiving = receiving;
        this.orders = orders;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    // ---- goods come

    @GetMapping("/receipt")
    ModelAndView delivery(@PathVariable String number, Actor by, HttpServletRequest request) {
        return delivery(number, Typed.nothing(), by, request, Optional.empty());
    }

    private ModelAndView delivery(
            String number, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.RECEIVE_GOODS);
        var order = transactions.read(by, () -> orders.byNumber(number, by)).order();
        if (flash.isEmpty() && order.stoppedBy().isPresent()) {
            return held(number, order.stoppedBy().get(), by, request);
        }
        var formats = frames.formats(by);
        var lines = order.lines().values().stream()
                .filter(line -> line.ledger().standing().openToReceive().isPositive()
                        || !typed.text("quantity." + line.id()).isEmpty())
                .map(line -> arriving(line, typed, formats, flash))
                .toList();
        var head = List.of(
                Field.date("on", "Received on")
                        .value(typed.text("on", today(by).toString()))
                        .needed(),
                Field.text("deliveryNote", "Delivery note").value(typed.text("deliveryNote")),
                Field.text("note", "Note").value(typed.text("note")));
        return Pages.page(
                "receipt/receive",
                new ReceiveForm(
                        frames.of("Receive " + number, Place.RECEIPTS, by, request, above(flash, lines)),
                        number,
                        order.head().vendorName(),
                        marked(head, flash),
                        lines));
    }

    /** Said before anything is typed. */
    private ModelAndView held(String number, PurchaseOrder.Hold hold, Actor by, HttpServletRequest request) {
        return Pages.message(
                frames.of("Receive " + number, Place.RECEIPTS, by, request),
                ListPage.Empty.of(
                        number + " is held",
                        hold.by() + " holds it; nothing of it is received until a buyer lifts the hold. The reason: "
                                + hold.why(),
                        Act.open("back", "Back to the order", "/orders/" + number)
                                .first()));
    }

    private static ReceiveForm.LineInput arriving(Line line, Typed typed, Formats formats, Optional<Flash> flash) {
        var id = line.id().toString();
        var unit = line.content().goods().unit();
        var standing = line.ledger().standing();
        var dispositions = List.of(
                new Field.Option(Disposition.REPLACE.code(), "The vendor sends new ones"),
                new Field.Option(Disposition.CREDIT.code(), "We want a credit instead"));
        var more = List.of(
                Field.decimal("rejected." + id, "Rejected")
                        .value(typed.text("rejected." + id))
                        .help("Of what came; never payable"),
                Field.text("why." + id, "What is wrong").value(typed.text("why." + id)),
                Field.choice("disposition." + id, "What becomes of it", dispositions)
                        .value(typed.text("disposition." + id)));
        return new ReceiveForm.LineInput(
                id,
                line.content().number(),
                line.content().goods().description(),
                formats.quantity(standing.openToReceive(), unit) + " open of " + formats.quantity(standing.wanted()),
                standing.openToReceive().toString(),
                typed.text("quantity." + id),
                more,
                more.stream().anyMatch(field -> !field.value().isEmpty()),
                atLine(line, flash));
    }

    @PostMapping("/receipt")
    ModelAndView receive(
            @PathVariable String number,
            @RequestParam Map<String, String> sent,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = new Typed(sent);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var order = orders.byNumber(number, by).order();
                    var content = new ReceiptContent(
                            typed.findDate("on").orElseGet(() -> today(by)),
                            typed.text("deliveryNote"),
                            typed.text("note"),
                            each(order, typed, "quantity.", line -> delivered(line, typed)));
                    var receipt = receiving.receive(order.id(), content, by);
                    return new Forms.Done(
                            "/orders/" + number,
                            "Received as " + receipt.number() + ": "
                                    + lines(receipt.lines().size()) + ".");
                },
                flash -> delivery(number, typed, by, request, Optional.of(flash)));
    }

    private static ReceiptContent.Line delivered(Line line, Typed typed) {
        var id = line.id().toString();
        var rejected = typed.figure("rejected." + id).map(Quantity::new).filter(some -> !some.isZero());
        return new ReceiptContent.Line(
                line.id(),
                quantity("quantity." + id, typed),
                rejected.map(
                        some -> new ReceiptContent.Rejection(some, typed.text("why." + id), disposition(id, typed))));
    }

    // ---- goods go back

    @GetMapping("/return")
    ModelAndView shipment(@PathVariable String number, Actor by, HttpServletRequest request) {
        return shipment(number, Typed.nothing(), by, request, Optional.empty());
    }

    private ModelAndView shipment(
            String number, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.RECEIVE_GOODS);
        var order = transactions.read(by, () -> orders.byNumber(number, by)).order();
        var formats = frames.formats(by);
        var lines = order.lines().values().stream()
                .filter(line -> line.ledger().standing().netReceived().isPositive())
                .map(line -> leaving(line, typed, formats, flash))
                .toList();
        var head = List.of(
                Field.date("on", "Returned on")
                        .value(typed.text("on", today(by).toString()))
                        .needed(),
                Field.text("reference", "Vendor's or carrier's reference").value(typed.text("reference")),
                Field.text("note", "Note").value(typed.text("note")));
        return Pages.page(
                "receipt/giveback",
                new ReceiveForm(
                        frames.of("Return goods of " + number, Place.RECEIPTS, by, request, above(flash, lines)),
                        number,
                        order.head().vendorName(),
                        marked(head, flash),
                        lines));
    }

    private static ReceiveForm.LineInput leaving(Line line, Typed typed, Formats formats, Optional<Flash> flash) {
        var id = line.id().toString();
        var here = line.ledger().standing().netReceived();
        var dispositions = List.of(
                new Field.Option(Disposition.REPLACE.code(), "The vendor sends new ones"),
                new Field.Option(Disposition.CREDIT.code(), "We want a credit"));
        return new ReceiveForm.LineInput(
                id,
                line.content().number(),
                line.content().goods().description(),
                formats.quantity(here, line.content().goods().unit()) + " here",
                here.toString(),
                typed.text("quantity." + id),
                List.of(
                        Field.choice("disposition." + id, "What becomes of it", dispositions)
                                .value(typed.text("disposition." + id)),
                        Field.text("why." + id, "Why").value(typed.text("why." + id))),
                false,
                atLine(line, flash));
    }

    @PostMapping("/return")
    ModelAndView giveBack(
            @PathVariable String number,
            @RequestParam Map<String, String> sent,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = new Typed(sent);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var order = orders.byNumber(number, by).order();
                    var content = new ReturnContent(
                            typed.findDate("on").orElseGet(() -> today(by)),
                            typed.text("reference"),
                            typed.text("note"),
                            each(order, typed, "quantity.", line -> sentBack(line, typed)));
                    var receipt = receiving.giveBack(order.id(), content, by);
                    return new Forms.Done(
                            "/orders/" + number,
                            "Returned as " + receipt.number() + ": "
                                    + lines(receipt.lines().size()) + ".");
                },
                flash -> shipment(number, typed, by, request, Optional.of(flash)));
    }

    private static ReturnContent.Line sentBack(Line line, Typed typed) {
        var id = line.id().toString();
        return new ReturnContent.Line(
                line.id(),
                Optional.empty(),
                quantity("quantity." + id, typed),
                disposition(id, typed),
                typed.text("why." + id));
    }

    // ---- what both have in common

    /** Reads the lines that something was typed for; a refusal says at which of them. */
    private static <T> List<T> each(PurchaseOrder order, Typed typed, String prefix, Function<Line, T> read) {
        var lines = new ArrayList<T>();
        for (var line : order.lines().values()) {
            if (!typed.text(prefix + line.id()).isEmpty()) {
                lines.add(at(order, line, () -> read.apply(line)));
            }
        }
        return lines;
    }

    private static <T> T at(PurchaseOrder order, Line line, Supplier<T> read) {
        try {
            return read.get();
        } catch (Refusal refusal) {
            throw refusal.and("line", order.number() + "/" + line.content().number());
        }
    }

    private static Quantity quantity(String name, Typed typed) {
        return typed.figure(name).map(Quantity::new).orElse(Quantity.ZERO);
    }

    private static Disposition disposition(String id, Typed typed) {
        var code = typed.text("disposition." + id);
        return Arrays.stream(Disposition.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "disposition-missing",
                        "Say what becomes of it: new goods, or a credit.",
                        Refusal.Facts.of("field", "disposition." + id)));
    }

    /** The refusal, if it is about this line: lines are quoted by their number, alone or behind the order's. */
    private static Optional<Flash> atLine(Line line, Optional<Flash> flash) {
        var number = Integer.toString(line.content().number());
        return flash.filter(said -> {
            var quoted = said.facts().getOrDefault("line", "");
            return quoted.substring(quoted.lastIndexOf('/') + 1).equals(number);
        });
    }

    /** Above the form stands the whole refusal, or where to find it. */
    private static Optional<Flash> above(Optional<Flash> flash, List<ReceiveForm.LineInput> lines) {
        return lines.stream()
                .filter(line -> line.refused().isPresent())
                .findFirst()
                .map(line -> new Flash(Tone.STOP, "Nothing was recorded: see line " + line.number() + ".", Map.of()))
                .or(() -> flash);
    }

    private static List<Field> marked(List<Field> fields, Optional<Flash> flash) {
        return fields.stream()
                .map(field -> flash.filter(
                                said -> field.name().equals(said.facts().get("field")))
                        .map(said -> field.error(said.sentence()))
                        .orElse(field))
                .toList();
    }

    private static String lines(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%d line" : "%d lines", count);
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }
}
