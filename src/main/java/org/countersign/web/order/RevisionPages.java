package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.Line;
import org.countersign.order.LineChange;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderView;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Revising;
import org.countersign.platform.Transactions;
import org.countersign.web.Flash;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Typed;
import org.joda.money.BigMoney;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form in which a buyer changes an issued order: quantity, price and date of each line, and lines that are added. */
@Controller
@RequestMapping("/orders/{number}/revision")
class RevisionPages {

    private final Revising revising;
    private final OrderFinder orders;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    RevisionPages(Revising revising, OrderFinder orders, Transactions transactions, Frames frames, Forms forms) {
        this.revising = revising;
        this.orders = orders;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView revision(@PathVariable String number, Actor by, HttpServletRequest request) {
        by.require(Authority.CHANGE_ORDERS);
        var view = transactions.read(by, () -> orders.byNumber(number, by));
        return revision(view, view.order().revisions().inForce(), Map.of(), "", by, request, Optional.empty());
    }

    /** Shown again after a refusal the form keeps the revision it began from: another one in force is not taken unseen. */
    private ModelAndView revision(
            OrderView view,
            int base,
            Map<String, String> typed,
            String reason,
            Actor by,
            HttpServletRequest request,
            Optional<Flash> flash) {
        var order = view.order();
        var formats = frames.formats(by);
        var lines = order.lines().values().stream()
                .filter(line -> line.wanted().quantity().isPositive())
                .map(line -> input(
                        line,
                        typed,
                        formats.quantity(line.wanted().quantity()) + " at "
                                + formats.price(line.content().price())))
                .toList();
        var like = order.lines().values().stream()
                .map(line -> new RevisionPage.Choice(
                        line.id().toString(),
                        line.content().number() + " " + line.content().goods().description()))
                .toList();
        return Pages.page(
                "order/revision",
                new RevisionPage(
                        frames.of("Revise " + order.number(), Place.ORDERS, by, request, flash),
                        order.number(),
                        base,
                        order.revisions().inForce(),
                        lines,
                        like,
                        reason));
    }

    private static RevisionPage.LineInput input(Line line, Map<String, String> typed, String was) {
        var id = line.id().toString();
        return new RevisionPage.LineInput(
                id,
                line.content().number(),
                line.content().goods().description(),
                was,
                typed.getOrDefault("quantity." + id, line.wanted().quantity().toString()),
                typed.getOrDefault(
                        "price." + id,
                        line.content().price().amount().getAmount().toPlainString()),
                typed.getOrDefault("date." + id, line.content().neededBy().toString()),
                line.ledger().standing().amendFloor().toString());
    }

    @PostMapping
    ModelAndView revise(
            @PathVariable String number,
            @RequestParam int base,
            @RequestParam String reason,
            @RequestParam Map<String, String> typed,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var order = orders.byNumber(number, by).order();
                    var revision = revising.revise(order.id(), base, changes(order, typed), reason, by);
                    return new Forms.Done(
                            "/orders/" + number,
                            revision.inPreparation()
                                    ? "Revision " + revision.revision()
                                            + " waits for its approval; until then the one in force stands."
                                    : "Revision " + revision.revision() + " is in force.");
                },
                flash -> revision(
                        transactions.read(by, () -> orders.byNumber(number, by)),
                        base,
                        typed,
                        reason,
                        by,
                        request,
                        Optional.of(flash)));
    }

    private static List<LineChange> changes(PurchaseOrder order, Map<String, String> typed) {
        var changes = new ArrayList<LineChange>();
        for (var line : order.lines().values()) {
            var id = line.id().toString();
            var quantity = quantity(typed.getOrDefault("quantity." + id, ""));
            var price =
                    price(typed.getOrDefault("price." + id, ""), line.content().price());
            var date = date(typed.getOrDefault("date." + id, ""));
            var content = line.wanted();
            var other = quantity.filter(given -> !given.equals(content.quantity()))
                            .isPresent()
                    || price.filter(given -> !given.equals(content.price())).isPresent()
                    || date.filter(given -> !given.equals(content.neededBy())).isPresent();
            if (other) {
                changes.add(new LineChange(
                        Optional.of(line.id()), Optional.empty(), Optional.empty(), quantity, price, date));
            }
        }
        added(typed).forEach(index -> changes.add(addition(order, typed, index)));
        return changes;
    }

    private static Set<String> added(Map<String, String> typed) {
        var indexes = new TreeMap<String, String>();
        typed.forEach((name, value) -> {
            if (name.startsWith("added.description.") && !value.isBlank()) {
                indexes.put(name.substring("added.description.".length()), value);
            }
        });
        return indexes.keySet();
    }

    private static LineChange addition(PurchaseOrder order, Map<String, String> typed, String index) {
        var like = like(order, typed.getOrDefault("added.like." + index, ""));
        return new LineChange(
                Optional.empty(),
                Optional.of(like),
                Optional.of(typed.getOrDefault("added.description." + index, "").strip()),
                quantity(typed.getOrDefault("added.quantity." + index, "")),
                price(
                        typed.getOrDefault("added.price." + index, ""),
                        order.line(like).content().price()),
                date(typed.getOrDefault("added.date." + index, "")));
    }

    private static OrderLineId like(PurchaseOrder order, String typed) {
        return order.lines().keySet().stream()
                .filter(line -> line.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "line-like-missing",
                        "An added line names the line whose cost centres, tax and unit it takes.",
                        Refusal.Facts.of("field", "lines")));
    }

    private static Optional<Quantity> quantity(String typed) {
        return figure(typed).map(Quantity::new);
    }

    private static Optional<Price> price(String typed, Price like) {
        return figure(typed).map(amount -> new Price(BigMoney.of(like.currency(), amount), like.per()));
    }

    private static Optional<BigDecimal> figure(String typed) {
        return Typed.figure("lines", typed).map(BigDecimal::stripTrailingZeros);
    }

    private static Optional<LocalDate> date(String typed) {
        return Typed.findDate("lines", typed);
    }
}
