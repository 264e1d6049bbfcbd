package org.countersign.web.requisition;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalPhase;
import org.countersign.approval.PlanView;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.order.OrderFinder;
import org.countersign.requisition.RequisitionContent;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.requisition.RequisitionView;
import org.countersign.requisition.RequisitionView.Submitted;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Axis;
import org.countersign.web.Fact;
import org.countersign.web.Formats;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.Life;
import org.countersign.web.LifeOf;
import org.countersign.web.Sum;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.countersign.web.approval.Stages;
import org.springframework.stereotype.Component;

/** Puts the page of one requisition together from what the doors answer. Asked inside a read. */
@Component
class RequisitionPageMaker {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final OrderFinder orders;
    private final Offers offers;
    private final LifeOf life;
    private final Frames frames;
    private final Clock clock;

    RequisitionPageMaker(OrderFinder orders, Offers offers, LifeOf life, Frames frames, Clock clock) {
        this.orders = orders;
        this.offers = offers;
        this.life = life;
        this.frames = frames;
        this.clock = clock;
    }

    RequisitionPage page(Frame frame, RequisitionView view, Actor by) {
        var formats = frames.formats(by);
        return new RequisitionPage(
                frame,
                document(view, formats, by),
                view.submitted().map(submitted -> stages(submitted, formats)).orElse(List.of()),
                view.submitted()
                        .filter(_ -> view.phase() != RequisitionPhase.DRAFT)
                        .map(submitted -> lines(submitted, formats))
                        .orElseGet(() -> drafted(view.content(), formats, by)),
                view.submitted()
                        .map(submitted -> orders(submitted, formats, by))
                        .orElseGet(RequisitionPageMaker::none),
                life.life(DocumentRef.of("requisition", view.id()), "Life of this requisition", by),
                About.of("About this request", facts(view, formats)));
    }

    private static DocumentPage document(RequisitionView view, Formats formats, Actor by) {
        var title = view.content().title().isEmpty()
                ? "Without a title"
                : view.content().title();
        return new DocumentPage(
                new DocumentPage.Crumb("Requisitions", "/requisitions"),
                view.submitted().map(submitted -> submitted.row().number()).orElse("Draft"),
                view.submitted()
                        .filter(submitted -> submitted.row().revision() > 1)
                        .map(submitted -> "submitted " + submitted.row().revision() + " times")
                        .orElse(""),
                title,
                view.submitted()
                        .map(submitted -> new Sum(
                                formats.money(submitted.totals().gross()),
                                "incl. " + formats.amount(submitted.totals().tax()) + " tax"
                                        + (submitted
                                                        .totals()
                                                        .gross()
                                                        .getCurrencyUnit()
                                                        .equals(submitted
                                                                .totals()
                                                                .cost()
                                                                .getCurrencyUnit())
                                                ? ""
                                                : " · "
                                                        + formats.money(submitted
                                                                .totals()
                                                                .cost())))),
                acts(view, by),
                view.submitted()
                        .map(submitted -> axes(view, submitted, formats))
                        .orElse(List.of()),
                List.of());
    }

    /** The buttons are the acts that are open to this person by the life table, and what is always open: a copy. */
    private static List<Act> acts(RequisitionView view, Actor by) {
        var here = "/requisitions/" + Requisitions.reference(view);
        var acts = new ArrayList<Act>();
        toDecide(view).ifPresent(plan -> acts.add(Act.open("decide", "Decide", "/approvals/" + plan.id())));
        for (var act : view.actions()) {
            switch (act) {
                case SUBMIT -> {
                    acts.add(Act.open("edit", "Edit", here + "/edit"));
                    acts.add(Act.post("submit", "Submit", here + "/submission").with("version", view.version()));
                }
                case WITHDRAW -> acts.add(withdrawal(view, here));
                case APPROVE, ORDER, SEND_BACK, REJECT -> {}
            }
        }
        if (by.may(Authority.WRITE_REQUISITIONS)) {
            acts.add(Act.post("copy", "Copy", here + "/copy"));
        }
        return primary(acts);
    }

    private static Act withdrawal(RequisitionView view, String here) {
        return view.submitted().isEmpty()
                ? Act.confirm("withdraw", "Discard", here + "/withdrawal", "The draft is thrown away.")
                : Act.reason(
                        "withdraw",
                        "Withdraw",
                        here + "/withdrawal",
                        "Why is it taken back? Nobody is asked any more and its money is free again.");
    }

    private static List<Act> primary(List<Act> acts) {
        for (var name : List.of("decide", "submit")) {
            for (var k = 0; k < acts.size(); k++) {
                if (acts.get(k).name().equals(name)) {
                    acts.set(k, acts.get(k).first());
                    return acts;
                }
            }
        }
        return acts;
    }

    private static Optional<PlanView> toDecide(RequisitionView view) {
        return view.submitted()
                .flatMap(submitted -> submitted.approvals().stream()
                        .filter(plan -> !plan.actions().isEmpty())
                        .findFirst());
    }

    private static List<Axis> axes(RequisitionView view, Submitted submitted, Formats formats) {
        var plan = submitted.approvals().stream().findFirst();
        var needed = plan.map(each -> each.stages().size()).orElse(0);
        var given = plan.map(each -> each.stages().stream()
                        .filter(stage -> stage.given() >= stage.needed())
                        .count())
                .orElse(0L);
        var approval = switch (plan.map(PlanView::outcome).orElse(ApprovalPhase.OPEN)) {
            case OPEN -> new Axis("Approval", given + " of " + needed + " stages", percent(given, needed), Tone.WARN);
            case APPROVED -> new Axis("Approval", "Approved", 100, Tone.OK);
            case REJECTED -> new Axis("Approval", "Rejected", percent(given, needed), Tone.STOP);
            case CHANGES_ASKED -> new Axis("Approval", "Changes asked", percent(given, needed), Tone.WARN);
            case WITHDRAWN -> new Axis("Approval", "Withdrawn", percent(given, needed), Tone.IDLE);
        };
        var lines = submitted.lines();
        var ordered = lines.stream()
                .filter(line -> line.ordered().compareTo(line.quantity()) >= 0)
                .count();
        var order = new Axis(
                "Ordered",
                view.phase() == RequisitionPhase.ENDED && ordered == 0
                        ? "No"
                        : ordered + " of " + lines.size() + " lines",
                percent(ordered, lines.size()),
                Tone.OK);
        var taken =
                new Axis("Time taken", formats.duration(submitted.whereabouts().taken()), 100, Tone.OK);
        return List.of(approval, order, taken);
    }

    private static int percent(long part, int whole) {
        return whole == 0 ? 0 : (int) (part * 100 / whole);
    }

    private List<Life> stages(Submitted submitted, Formats formats) {
        var plans = submitted.approvals();
        var lives = new ArrayList<Life>();
        for (var k = 0; k < plans.size(); k++) {
            var title = k == 0
                    ? "Where it is"
                    : "Submission " + plans.get(k).about().revision();
            lives.add(Stages.of(plans.get(k), title, clock.instant(), formats));
        }
        return lives;
    }

    private static Table lines(Submitted submitted, Formats formats) {
        return new Table(
                "Lines",
                List.of(
                        Column.main("Line"),
                        Column.text("Vendor"),
                        Column.text("Borne by"),
                        Column.figure("Quantity"),
                        Column.figure("Unit price"),
                        Column.sum("Net")),
                submitted.lines().stream()
                        .map(line -> Table.Row.of(
                                Cell.text(
                                        line.number() + " · " + line.description(),
                                        joined(line.sku(), line.category(), "by " + formats.day(line.neededBy()))),
                                Cell.text(line.vendor()),
                                Cell.text(
                                        line.allocations().stream()
                                                .map(RequisitionView.Borne::costCentre)
                                                .collect(Collectors.joining(", ")),
                                        line.allocations().size() < 2
                                                ? ""
                                                : line.allocations().stream()
                                                        .map(part -> formats.amount(part.cost()))
                                                        .collect(Collectors.joining(" + "))),
                                Cell.text(formats.quantity(line.quantity(), line.unit())),
                                Cell.text(formats.price(line.price())),
                                Cell.text(formats.amount(line.net()))))
                        .toList());
    }

    private static String joined(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** The lines of a draft, as far as they were written. */
    private Table drafted(RequisitionContent content, Formats formats, Actor by) {
        return new Table(
                "Lines",
                List.of(
                        Column.main("Line"),
                        Column.text("Borne by"),
                        Column.figure("Quantity"),
                        Column.figure("Unit price")),
                IntStream.range(0, content.lines().size())
                        .mapToObj(k -> drafted(k + 1, content.lines().get(k), formats, by))
                        .toList());
    }

    private Table.Row drafted(int number, RequisitionContent.Line line, Formats formats, Actor by) {
        var offer = Optional.ofNullable(line.item()).flatMap(item -> offers.of(item, by));
        var quantity = line.quantity();
        var price = line.price();
        return Table.Row.of(
                Cell.text(
                        number + " · " + offer.map(Offer::label).orElse(line.description()),
                        offer.map(Offer::note).orElse(line.category())),
                Cell.text(line.allocations().stream()
                        .map(charge -> (charge.costCentre().isEmpty() ? "no cost centre yet" : charge.costCentre())
                                + (charge.percent() == null || charge.percent().compareTo(HUNDRED) == 0
                                        ? ""
                                        : " " + formats.percent(charge.percent())))
                        .collect(Collectors.joining(", "))),
                Cell.text(quantity == null ? "" : formats.quantity(quantity)),
                Cell.text(price != null ? formats.price(price) : offer.isPresent() ? "of the catalogue" : ""));
    }

    private Table orders(Submitted submitted, Formats formats, Actor by) {
        return new Table(
                "Orders made",
                List.of(
                        Column.main("Order"),
                        Column.text("Vendor"),
                        Column.progress("Received"),
                        Column.sum("Total, incl. tax")),
                orders.ofRequisition(submitted.row().id().value(), by).stream()
                        .map(order -> Table.Row.of(
                                Cell.link(order.number(), "/orders/" + order.number(), formats.date(order.orderedOn())),
                                Cell.text(order.vendorName()),
                                Cell.progress(order.progress().received().intValue()),
                                Cell.text(formats.money(order.gross()))))
                        .toList());
    }

    private static Table none() {
        return new Table("Orders made", List.of(Column.main("Order")), List.of());
    }

    private static List<Fact> facts(RequisitionView view, Formats formats) {
        var facts = new ArrayList<Fact>();
        view.submitted()
                .ifPresentOrElse(
                        submitted -> {
                            var row = submitted.row();
                            if (!submitted.whereabouts().waitingFor().isEmpty()) {
                                facts.add(Fact.of(
                                        "Waits for",
                                        submitted.whereabouts().waitingFor()
                                                + submitted
                                                        .whereabouts()
                                                        .since()
                                                        .map(since -> ", since " + formats.shortMoment(since))
                                                        .orElse("")));
                            }
                            facts.add(Fact.of("Requester", row.requester()));
                            facts.add(Fact.of("Submitted on", formats.date(row.submittedOn())));
                            facts.add(Fact.of("Needed by", formats.date(row.neededBy())));
                            row.orders().forEach(number -> facts.add(new Fact("Order", number, "/orders/" + number)));
                        },
                        () -> facts.add(Fact.of("Standing", "Not submitted yet; nobody else can open it")));
        if (!view.content().deliverTo().isEmpty()) {
            facts.add(Fact.of("Deliver to", view.content().deliverTo()));
        }
        if (!view.content().justification().isEmpty()) {
            facts.add(Fact.of("Why", view.content().justification()));
        }
        return facts;
    }
}
