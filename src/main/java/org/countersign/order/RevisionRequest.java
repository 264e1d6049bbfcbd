package org.countersign.order;

import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalRequest;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.joda.money.Money;

/** A proposed revision as approval sees it: all of it, not only what changes, in the organisation's currency. */
final class RevisionRequest {

    private RevisionRequest() {}

    static ApprovalRequest of(PurchaseOrder order, RevisionContent content, Map<CostCentreId, String> codes, Actor by) {
        var charges = charges(order, content);
        var cost =
                charges.values().stream().reduce(Money.zero(order.head().rate().into()), Money::plus);
        return new ApprovalRequest(
                ApprovalRequest.Kind.ORDER,
                order.number() + ", revision " + content.revision() + ": "
                        + order.head().title(),
                by.account(),
                Set.of(order.head().requester()),
                new ApprovalRequest.Figures(cost, order.head().rate().of(content.net()), cost),
                charges.entrySet().stream()
                        .map(charge -> new ApprovalRequest.Charge(
                                charge.getKey(), codes.getOrDefault(charge.getKey(), ""), charge.getValue()))
                        .toList(),
                traits(order, content));
    }

    /** What each cost centre is charged: net and the tax that is not recovered, each line rounded once. */
    private static Map<CostCentreId, Money> charges(PurchaseOrder order, RevisionContent content) {
        var charges = new LinkedHashMap<CostCentreId, Money>();
        for (var line : content.lines()) {
            var net = line.net();
            var unrecoverable = net.multipliedBy(line.tax().unrecoverableRate(), RoundingMode.HALF_UP);
            var parts = line.allocation().shares().of(order.head().rate().of(net.plus(unrecoverable)));
            for (var k = 0; k < parts.size(); k++) {
                charges.merge(line.allocation().parts().get(k).costCentre(), parts.get(k), Money::plus);
            }
        }
        return charges;
    }

    private static ApprovalRequest.Traits traits(PurchaseOrder order, RevisionContent content) {
        var goods = content.lines().stream().map(Line.Content::goods).toList();
        return new ApprovalRequest.Traits(
                goods.stream().map(each -> each.category()).collect(Collectors.toSet()),
                List.of(new ApprovalRequest.Vendor(
                        order.head().vendor().value(), order.head().vendorName())),
                goods.stream().anyMatch(each -> each.capital()) ? Set.of(ApprovalRequest.Flag.CAPITAL) : Set.of());
    }
}
