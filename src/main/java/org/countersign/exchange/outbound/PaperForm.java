package org.countersign.exchange.outbound;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.PlanView;
import org.countersign.catalog.Unit;
import org.countersign.exchange.DocumentKind;
import org.countersign.identity.Organization;
import org.countersign.order.Line;
import org.countersign.order.RevisionView;
import org.countersign.order.document.OrderPaper;
import org.countersign.order.document.OrderPaper.Standing;
import org.countersign.vendor.VendorView;

/** An order's revision as it is printed. */
final class PaperForm {

    private PaperForm() {}

    static OrderPaper of(Dossier dossier) {
        var order = dossier.order();
        var revision = dossier.revision();
        return new OrderPaper(
                new OrderPaper.Head(
                        order.number(),
                        revision.revision(),
                        order.head().orderedOn(),
                        note(dossier),
                        standing(dossier)),
                new OrderPaper.Buyer(dossier.buyer().name(), address(dossier.buyer()), shipping(dossier)),
                seller(dossier.vendor()),
                dossier.lines().stream().map(PaperForm::line).toList(),
                new OrderPaper.Totals(
                        revision.net(), revision.tax(), revision.net().plus(revision.tax())),
                new OrderPaper.Terms(
                        "Needed by the date of each line.",
                        payment(dossier.vendor()),
                        "Please quote " + order.number() + " on every invoice."),
                dossier.plans().stream()
                        .flatMap(plan -> approvals(plan, dossier.buyer().zone()))
                        .toList(),
                dossier.buyer().locale());
    }

    /** When the vendor is paid, in words. */
    static String payment(VendorView vendor) {
        var days = vendor.terms().paymentDays();
        return days == 0
                ? "Due on the date of the invoice."
                : "Due " + days + (days == 1 ? " day" : " days") + " after the date of the invoice.";
    }

    private static String note(Dossier dossier) {
        return switch (dossier.cause().kind()) {
            case ORDER_CHANGE -> dossier.revision().reason();
            case ORDER_CANCELLATION -> dossier.cause().reason();
            case ORDER, ORDER_RESPONSE, DESPATCH_ADVICE, INVOICE, CREDIT_NOTE -> "";
        };
    }

    private static Standing standing(Dossier dossier) {
        if (dossier.cause().kind() == DocumentKind.ORDER_CANCELLATION) {
            return Standing.CANCELLED;
        }
        return dossier.revision().kind() == RevisionView.Kind.SHORT_CLOSE ? Standing.SHORT_CLOSED : Standing.IN_FORCE;
    }

    private static List<String> shipping(Dossier dossier) {
        var said = dossier.order().head().deliverTo();
        return said.isBlank()
                ? Stream.concat(Stream.of(dossier.buyer().name()), address(dossier.buyer()).stream())
                        .toList()
                : said.lines().map(String::strip).toList();
    }

    private static List<String> address(Organization buyer) {
        var address = buyer.address();
        return said(address.street(), address.postalCode() + " " + address.city(), address.country());
    }

    private static OrderPaper.Seller seller(VendorView vendor) {
        var address = vendor.terms().ordering();
        return new OrderPaper.Seller(
                vendor.terms().name(),
                said(address.street(), address.postalCode() + " " + address.city(), address.country()),
                vendor.terms().taxId());
    }

    private static List<String> said(String... lines) {
        return Stream.of(lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static OrderPaper.Line line(Line.Content line) {
        var goods = line.goods();
        return new OrderPaper.Line(
                line.number(),
                new OrderPaper.Item(goods.description(), "", goods.sku()),
                line.quantity(),
                unit(goods.unit()),
                line.price(),
                line.net(),
                line.tax().ratePercent(),
                line.neededBy());
    }

    private static String unit(String code) {
        return Stream.of(Unit.values())
                .filter(unit -> unit.name().equals(code))
                .map(Unit::words)
                .findFirst()
                .orElse(code);
    }

    private static Stream<OrderPaper.Approval> approvals(PlanView plan, ZoneId zone) {
        return plan.stages().stream()
                .flatMap(stage -> stage.decisions().stream()
                        .filter(decision -> decision.verdict() == Verdict.APPROVE)
                        .map(decision -> new OrderPaper.Approval(
                                decision.name(),
                                stage.rule(),
                                decision.decidedAt().atZone(zone).toLocalDate())));
    }
}
