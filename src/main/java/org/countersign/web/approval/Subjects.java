package org.countersign.web.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.approval.PlanView;
import org.countersign.catalog.CatalogFinder;
import org.countersign.identity.CostCentreFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.order.Line;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderView;
import org.countersign.order.RevisionView;
import org.countersign.requisition.RequisitionContent;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionId;
import org.countersign.requisition.RequisitionView;
import org.countersign.vendor.VendorId;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Reads the document that a plan is about and says it in words. Asked inside a read. */
@Component
class Subjects {

    private final RequisitionFinder requisitions;
    private final OrderFinder orders;
    private final CatalogFinder catalog;
    private final CostCentreFinder costCentres;

    Subjects(RequisitionFinder requisitions, OrderFinder orders, CatalogFinder catalog, CostCentreFinder costCentres) {
        this.requisitions = requisitions;
        this.orders = orders;
        this.catalog = catalog;
        this.costCentres = costCentres;
    }

    SubjectPage read(PlanView plan, Formats formats, Actor by) {
        var subject = plan.about().subject();
        return switch (subject.kind()) {
            case "requisition" ->
                requisition(plan, requisitions.requisition(new RequisitionId(subject.id()), by), formats, by);
            case "order" -> order(plan, orders.order(new OrderId(subject.id()), by), formats, by);
            default -> other(plan, formats);
        };
    }

    private SubjectPage requisition(PlanView plan, RequisitionView view, Formats formats, Actor by) {
        var submitted = view.submitted().orElseThrow();
        var totals = submitted.totals();
        var abroad = !totals.gross().getCurrencyUnit().equals(totals.cost().getCurrencyUnit());
        return new SubjectPage(
                "Requisition",
                "/requisitions/" + submitted.row().number(),
                submitted.row().number() + " by " + submitted.row().requester() + ", needed by "
                        + formats.date(submitted.row().neededBy()),
                view.content().justification(),
                new SubjectPage.Costs(
                        formats.money(totals.gross()),
                        "incl. " + formats.amount(totals.tax()) + " tax" + cost(plan, formats)
                                + (abroad
                                        ? " at "
                                                + submitted
                                                        .terms()
                                                        .rate()
                                                        .rate()
                                                        .stripTrailingZeros()
                                                        .toPlainString()
                                                + " of "
                                                + formats.day(
                                                        submitted.terms().rate().on())
                                        : "")),
                SubjectPage.nothing("Changes"),
                lines(submitted.lines(), formats),
                vendors(view.content(), by),
                borne(submitted.lines(), by));
    }

    private static Table lines(List<RequisitionView.LineView> lines, Formats formats) {
        return new Table(
                "Lines",
                List.of(
                        Column.main("Item"),
                        Column.text("Vendor"),
                        Column.text("Borne by"),
                        Column.figure("Quantity"),
                        Column.figure("Price"),
                        Column.sum("Net")),
                lines.stream()
                        .map(line -> Table.Row.of(
                                Cell.text(
                                        line.description(),
                                        (line.sku().isEmpty() ? "" : line.sku() + " · ") + "by "
                                                + formats.day(line.neededBy())),
                                Cell.text(line.vendor()),
                                Cell.text(line.allocations().stream()
                                        .map(RequisitionView.Borne::costCentre)
                                        .collect(Collectors.joining(", "))),
                                Cell.text(formats.quantity(line.quantity(), line.unit())),
                                Cell.text(formats.price(line.price())),
                                Cell.text(formats.amount(line.net()))))
                        .toList());
    }

    private Set<VendorId> vendors(RequisitionContent content, Actor by) {
        var vendors = new HashSet<VendorId>();
        for (var line : content.lines()) {
            var item = line.item();
            if (item != null) {
                vendors.add(catalog.item(item, by).item().vendor());
            } else if (line.vendor() != null) {
                vendors.add(line.vendor());
            }
        }
        return vendors;
    }

    private Map<CostCentreId, Money> borne(List<RequisitionView.LineView> lines, Actor by) {
        var ids = costCentres.codes(by).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var borne = new LinkedHashMap<CostCentreId, Money>();
        lines.stream()
                .flatMap(line -> line.allocations().stream())
                .filter(part -> ids.containsKey(part.costCentre()))
                .forEach(part ->
                        borne.merge(Objects.requireNonNull(ids.get(part.costCentre())), part.cost(), Money::plus));
        return borne;
    }

    private SubjectPage order(PlanView plan, OrderView view, Formats formats, Actor by) {
        var order = view.order();
        var number = plan.about().revision();
        var revision = view.revisions().stream()
                .filter(each -> each.revision() == number)
                .findFirst();
        var waits = revision.filter(RevisionView::inPreparation).isPresent();
        var base = waits ? order.revisions().inForce() : Math.max(1, number - 1);
        var was = orders.revision(order.id(), base, by);
        var now = orders.revision(order.id(), number, by);
        var gross = revision.map(each -> each.net().plus(each.tax()))
                .orElse(order.revisions().gross());
        return new SubjectPage(
                "Revision " + number + " of an order",
                "/orders/" + order.number(),
                order.number() + ", revision " + number + ", " + order.head().vendorName() + " · "
                        + order.head().title(),
                revision.map(RevisionView::reason).orElse(""),
                new SubjectPage.Costs(
                        formats.money(gross),
                        "incl. tax" + cost(plan, formats)
                                + (waits
                                        ? "; in force now: "
                                                + formats.money(
                                                        order.revisions().gross())
                                        : "")),
                changes(was, now, base, formats),
                lines(now, formats, order.head().vendorName()),
                Set.of(order.head().vendor()),
                Map.of());
    }

    private static Table changes(List<Line.Content> was, List<Line.Content> now, int base, Formats formats) {
        var before = was.stream().collect(Collectors.toMap(Line.Content::id, Function.identity()));
        var after = now.stream().collect(Collectors.toMap(Line.Content::id, Function.identity()));
        var rows = new ArrayList<Table.Row>();
        for (var line : now) {
            var old = Optional.ofNullable(before.get(line.id()));
            if (old.filter(line::equals).isEmpty()) {
                rows.add(changed(old, line, formats));
            }
        }
        was.stream()
                .filter(line -> !after.containsKey(line.id()))
                .forEach(line -> rows.add(Table.Row.of(
                        Cell.text(line.number() + " · " + line.goods().description(), "left out"),
                        Cell.change(formats.quantity(line.quantity()), "0"),
                        Cell.text(formats.price(line.price())),
                        Cell.text(formats.day(line.neededBy())),
                        Cell.change(formats.amount(line.net()), "0"))));
        return new Table(
                "Changes against revision " + base,
                List.of(
                        Column.main("Line"),
                        Column.text("Quantity"),
                        Column.text("Price"),
                        Column.text("Needed by"),
                        Column.sum("Net")),
                rows);
    }

    private static Table.Row changed(Optional<Line.Content> old, Line.Content line, Formats formats) {
        return Table.Row.of(
                Cell.text(line.number() + " · " + line.goods().description(), old.isEmpty() ? "added" : ""),
                cell(old.map(Line.Content::quantity).map(formats::quantity), formats.quantity(line.quantity())),
                cell(old.map(Line.Content::price).map(formats::price), formats.price(line.price())),
                cell(old.map(Line.Content::neededBy).map(formats::day), formats.day(line.neededBy())),
                cell(old.map(Line.Content::net).map(formats::amount), formats.amount(line.net())));
    }

    private static Cell cell(Optional<String> was, String now) {
        return was.filter(before -> !before.equals(now))
                .<Cell>map(before -> Cell.change(before, now))
                .orElseGet(() -> Cell.text(now));
    }

    private static Table lines(List<Line.Content> lines, Formats formats, String vendor) {
        return new Table(
                "Lines",
                List.of(
                        Column.main("Item"),
                        Column.text("Vendor"),
                        Column.figure("Quantity"),
                        Column.figure("Price"),
                        Column.sum("Net")),
                lines.stream()
                        .map(line -> Table.Row.of(
                                Cell.text(line.goods().description(), "by " + formats.day(line.neededBy())),
                                Cell.text(vendor),
                                Cell.text(formats.quantity(
                                        line.quantity(), line.goods().unit())),
                                Cell.text(formats.price(line.price())),
                                Cell.text(formats.amount(line.net()))))
                        .toList());
    }

    /** What the list of approvals shows: the total in the organisation's currency, without tax that comes back. */
    private static String cost(PlanView plan, Formats formats) {
        return " · cost to budgets " + formats.money(plan.about().total());
    }

    private static SubjectPage other(PlanView plan, Formats formats) {
        var about = plan.about();
        return new SubjectPage(
                about.subject().kind(),
                "",
                about.number() + " by " + about.requesterName(),
                "",
                new SubjectPage.Costs(formats.money(about.total()), ""),
                SubjectPage.nothing("Changes"),
                SubjectPage.nothing("Lines"),
                Set.of(),
                Map.of());
    }
}
