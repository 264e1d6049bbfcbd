package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.AnswerId;
import org.countersign.order.Correspondence;
import org.countersign.order.Line;
import org.countersign.order.LineChange;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderView;
import org.countersign.order.Ordering;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Revising;
import org.countersign.order.VendorAnswer;
import org.countersign.platform.Transactions;
import org.countersign.web.Field;
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

/** The page of one order, and what a buyer does there. */
@Controller
@RequestMapping("/orders/{number}")
class OrderPages {

    private final Ordering ordering;
    private final Revising revising;
    private final Correspondence correspondence;
    private final OrderFinder orders;
    private final OrderPageMaker maker;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    OrderPages(
            Ordering ordering,
            Revising revising,
            Correspondence correspondence,
            OrderFinder orders,
            OrderPageMaker maker,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.ordering = ordering;
        this.revising = revising;
        this.correspondence = correspondence;
        this.orders = orders;
        this.maker = maker;
        this.organizations = organizations;
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
            return "The order is held: nothing is received or paid until the hold is lifted.";
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

    // ---- the vendor's answer, noted by a buyer

    @GetMapping("/answer")
    ModelAndView answer(@PathVariable String number, Actor by, HttpServletRequest request) {
        return answer(number, "", "", by, request, Optional.empty());
    }

    private ModelAndView answer(
            String number, String kind, String note, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var choices = Arrays.stream(VendorAnswer.Kind.values())
                .filter(one -> one != VendorAnswer.Kind.CHANGES_PROPOSED)
                .map(one -> new Field.Option(one.name(), one.words()))
                .toList();
        return Pages.page(
                "order/answer",
                new AnswerPage(
                        frames.of("Answer to " + number, Place.ORDERS, by, request, flash),
                        number,
                        List.of(
                                Field.choice("kind", "The vendor", choices)
                                        .value(kind)
                                        .needed()
                                        .help("Where the vendor wants changes, write a revision with them instead."),
                                Field.text("reference", "Vendor's reference").value(""),
                                Field.of(Field.Kind.LONG_TEXT, "note", "What was said")
                                        .value(note))));
    }

    @PostMapping("/answer")
    ModelAndView note(
            @PathVariable String number,
            @RequestParam VendorAnswer.Kind kind,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String note,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    by.require(org.countersign.kernel.Authority.CHANGE_ORDERS);
                    var order = orders.byNumber(number, by).order();
                    correspondence.answered(
                            order.id(),
                            new VendorAnswer(
                                    kind,
                                    order.revisions().inForce(),
                                    reference,
                                    note,
                                    organizations.today(by.organization()),
                                    Optional.empty(),
                                    List.of()),
                            by);
                    return new Forms.Done(
                            "/orders/" + number, "Noted: " + kind.words().toLowerCase(java.util.Locale.ROOT) + ".");
                },
                flash -> answer(number, kind.name(), note, by, request, Optional.of(flash)));
    }

    // ---- a revision

    @GetMapping("/revision")
    ModelAndView revision(@PathVariable String number, Actor by, HttpServletRequest request) {
        by.require(org.countersign.kernel.Authority.CHANGE_ORDERS);
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
                .map(line -> input(
                        line,
                        typed,
                        formats.quantity(line.content().quantity()) + " at "
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
                typed.getOrDefault("quantity." + id, line.content().quantity().toString()),
                typed.getOrDefault(
                        "price." + id,
                        line.content().price().amount().getAmount().toPlainString()),
                typed.getOrDefault("date." + id, line.content().neededBy().toString()),
                line.ledger().standing().amendFloor().toString());
    }

    @PostMapping("/revision")
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
            var content = line.content();
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
        var like = new OrderLineId(java.util.UUID.fromString(typed.getOrDefault("added.like." + index, "")));
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

    private static Optional<Quantity> quantity(String typed) {
        return figure(typed).map(Quantity::new);
    }

    private static Optional<Price> price(String typed, Price like) {
        return figure(typed)
                .map(amount -> new Price(BigMoney.of(like.currency(), amount.max(BigDecimal.ZERO)), like.per()));
    }

    private static Optional<BigDecimal> figure(String typed) {
        return Typed.figure("lines", typed).map(BigDecimal::stripTrailingZeros);
    }

    private static Optional<LocalDate> date(String typed) {
        return Typed.findDate("lines", typed);
    }

    static DocumentRef reference(PurchaseOrder order) {
        return DocumentRef.of("order", order.id());
    }
}
