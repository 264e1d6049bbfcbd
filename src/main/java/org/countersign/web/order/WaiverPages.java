package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.Line;
import org.countersign.order.OrderFinder;
import org.countersign.order.Ordering;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form in which finance forgoes a credit that the vendor owes for goods that went back. */
@Controller
@RequestMapping("/orders/{number}/waiver")
class WaiverPages {

    private static final String QUANTITY = "quantity.";

    private final Ordering ordering;
    private final OrderFinder orders;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    WaiverPages(Ordering ordering, OrderFinder orders, Transactions transactions, Frames frames, Forms forms) {
        this.ordering = ordering;
        this.orders = orders;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView form(@PathVariable String number, Actor by, HttpServletRequest request) {
        return form(number, Typed.nothing(), by, request, Optional.empty());
    }

    @PostMapping
    ModelAndView waive(
            @PathVariable String number, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var order = orders.byNumber(number, by).order();
                    var lines = typed.keys(QUANTITY);
                    Refusal.unless(
                            !lines.isEmpty(), "nothing-waived", "Say of which line how much credit is not asked for.");
                    for (var line : order.lines().values()) {
                        if (lines.contains(line.id().toString())) {
                            waive(order, line, typed, by);
                        }
                    }
                    return new Forms.Done(
                            "/orders/" + number, "The credit is not expected any more; its value is a price variance.");
                },
                flash -> form(number, typed, by, request, Optional.of(flash)));
    }

    private void waive(PurchaseOrder order, Line line, Typed typed, Actor by) {
        var field = QUANTITY + line.id();
        var quantity = new Quantity(typed.decimal(field));
        try {
            ordering.waive(order.id(), line.id(), quantity, typed.text("reason"), by);
        } catch (Refusal refusal) {
            throw refusal.facts().named().containsKey("field") ? refusal : refusal.and("field", field);
        }
    }

    private static List<Line> owing(PurchaseOrder order) {
        return order.lines().values().stream()
                .filter(line -> line.ledger().standing().creditExpected().isPositive())
                .toList();
    }

    private ModelAndView form(String number, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.LIFT_HOLDS);
        var order = transactions.read(by, () -> orders.byNumber(number, by)).order();
        var frame = frames.of("Waive the credit of " + number, Place.ORDERS, by, request, flash);
        var fields = new ArrayList<Field>();
        var owing = owing(order);
        for (var line : owing) {
            var field = field(line, frames.formats(by));
            fields.add(owing.size() == 1 ? field.needed() : field);
        }
        if (fields.isEmpty()) {
            return Pages.message(
                    frame,
                    ListPage.Empty.of(
                            "No credit is expected",
                            "Nothing that went back for credit is without its credit note.",
                            Act.open("order", "Back to " + number, "/orders/" + number)
                                    .first()));
        }
        fields.add(Field.of(Field.Kind.LONG_TEXT, "reason", "Why it is not asked for")
                .needed()
                .help("It stays with the order; the value becomes a price variance and the order may close."));
        var shown = fields.toArray(Field[]::new);
        return FormPage.of(
                        frame,
                        new Crumb(number, "/orders/" + number),
                        "What " + order.head().vendorName()
                                + " owes for goods sent back, and will not be asked for. This cannot be undone.",
                        "/orders/" + number + "/waiver",
                        "Waive the credit",
                        (typed.values().isEmpty() ? proposed(order) : typed).in(flash, shown))
                .shown();
    }

    /** What is expected of the only line; of several the person says which. */
    private static Typed proposed(PurchaseOrder order) {
        var lines = owing(order);
        return lines.size() == 1
                ? Typed.proposing(Map.of(
                        QUANTITY + lines.getFirst().id(),
                        lines.getFirst().ledger().standing().creditExpected().toString()))
                : Typed.nothing();
    }

    private static Field field(Line line, Formats formats) {
        var goods = line.content().goods();
        return Field.decimal(QUANTITY + line.id(), "Of line " + line.content().number() + ", " + goods.description())
                .help("Of " + formats.quantity(line.ledger().standing().creditExpected(), goods.unit())
                        + " that a credit is expected for");
    }
}
