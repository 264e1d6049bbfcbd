package org.countersign.requisition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalRequest;
import org.countersign.approval.ApprovalRequest.Charge;
import org.countersign.approval.ApprovalRequest.Figures;
import org.countersign.approval.ApprovalRequest.Flag;
import org.countersign.approval.ApprovalRequest.Kind;
import org.countersign.approval.ApprovalRequest.Traits;
import org.countersign.budget.Buckets;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.Transfer;
import org.countersign.identity.CostCentre;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.joda.money.Money;

/**
 * A requisition as it would be submitted now: its terms and lines, whatever is still in its way, and the figures that
 * approvals and budgets go by.
 *
 * @param vendors those of the lines, in the order of the lines
 * @param recent what the requester lately asked of each vendor, waiting requests included, this one not
 * @param newVendors vendors that nothing was ever ordered of
 */
record Need(
        Terms terms,
        List<RequisitionLine> lines,
        List<Refusal> refusals,
        Totals totals,
        List<VendorView> vendors,
        Map<CostCentreId, CostCentre> costCentres,
        Map<VendorId, Money> recent,
        Set<VendorId> newVendors) {

    Need {
        lines = List.copyOf(lines);
        refusals = List.copyOf(refusals);
        vendors = List.copyOf(vendors);
    }

    /** Itself, or the first thing in its way. */
    Need orRefuse() {
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        return this;
    }

    /** What an approval is bound to: all that would be ordered. */
    record Content(RequisitionId id, int revision, Terms terms, List<RequisitionLine> lines) {}

    Content content(RequisitionId id, int revision) {
        return new Content(id, revision, terms, lines);
    }

    /** The vendors' names, as lists show them. */
    String vendorNames() {
        return vendors.stream().map(vendor -> vendor.terms().name()).collect(Collectors.joining(", "));
    }

    ApprovalRequest request() {
        var flags = new HashSet<Flag>();
        if (lines.stream().anyMatch(line -> line.goods().capital())) {
            flags.add(Flag.CAPITAL);
        }
        if (!newVendors.isEmpty()) {
            flags.add(Flag.NEW_VENDOR);
        }
        return new ApprovalRequest(
                Kind.REQUISITION,
                terms.title(),
                terms.requester().account(),
                Set.of(),
                new Figures(totals.cost(), netAtHome(), recentOfOneVendor()),
                charges(),
                new Traits(
                        lines.stream()
                                .map(line -> line.goods().category())
                                .filter(category -> !category.isEmpty())
                                .collect(Collectors.toSet()),
                        vendors.stream()
                                .map(vendor -> new ApprovalRequest.Vendor(
                                        vendor.id().value(), vendor.terms().name()))
                                .toList(),
                        flags));
    }

    /** What would be taken from each budget. */
    Map<BudgetAccountId, Money> byBudget() {
        var sums = new LinkedHashMap<BudgetAccountId, Money>();
        parts().forEach(part -> sums.merge(part.of().account(), part.amount(), Money::plus));
        return sums;
    }

    /** The cost centres that are charged: who is granted one may see the requisition. */
    Set<UUID> chargedCentres() {
        return parts().map(part -> part.of().costCentre().value()).collect(Collectors.toSet());
    }

    /** The money of the lines that is asked for, as transfers. */
    static List<Transfer> asked(RequisitionId id, List<RequisitionLine> lines, Terms.Rate rate) {
        return transfers(id, lines, Map.of(), rate, 1);
    }

    /** What is still asked for of them goes back; what is ordered is no longer the requisition's. */
    static List<Transfer> released(
            RequisitionId id, List<RequisitionLine> lines, Map<RequisitionLineId, Quantity> ordered, Terms.Rate rate) {
        return transfers(id, lines, ordered, rate, -1);
    }

    private static List<Transfer> transfers(
            RequisitionId id,
            List<RequisitionLine> lines,
            Map<RequisitionLineId, Quantity> ordered,
            Terms.Rate rate,
            int sign) {
        var transfers = new ArrayList<Transfer>();
        for (var line : lines) {
            var gone = line.requested(rate, ordered.getOrDefault(line.id(), Quantity.ZERO));
            var whole = line.requested(rate);
            for (var k = 0; k < whole.size(); k++) {
                var amount = whole.get(k).minus(gone.get(k)).multipliedBy(sign);
                transfers.add(new Transfer(
                        line.allocation().parts().get(k).account(),
                        RequisitionEvent.KIND,
                        id.value(),
                        line.id().value(),
                        requested(amount)));
            }
        }
        return List.copyOf(transfers);
    }

    /** What is asked of each vendor, as budgets and rules count it, in the organisation's currency. */
    Map<VendorId, Money> costs() {
        var costs = new LinkedHashMap<VendorId, Money>();
        lines.forEach(line -> costs.merge(line.vendor(), Totals.cost(List.of(line), terms.rate()), Money::plus));
        return costs;
    }

    private static Buckets requested(Money amount) {
        var none = Buckets.none(amount.getCurrencyUnit());
        return new Buckets(amount, none.committed(), none.accrued(), none.invoiced(), none.paid());
    }

    private record Part(Allocation.Part of, Money amount) {}

    private Stream<Part> parts() {
        return lines.stream().flatMap(line -> {
            var amounts = line.requested(terms.rate());
            var parts = line.allocation().parts();
            return IntStream.range(0, parts.size()).mapToObj(k -> new Part(parts.get(k), amounts.get(k)));
        });
    }

    private List<Charge> charges() {
        var sums = new LinkedHashMap<CostCentreId, Money>();
        parts().forEach(part -> sums.merge(part.of().costCentre(), part.amount(), Money::plus));
        return sums.entrySet().stream()
                .map(each -> new Charge(
                        each.getKey(),
                        Objects.requireNonNull(costCentres.get(each.getKey())).code(),
                        each.getValue()))
                .toList();
    }

    private Money netAtHome() {
        var exact = totals.net().getAmount().multiply(terms.rate().rate());
        var digits = terms.rate().into().getDecimalPlaces();
        return Money.of(terms.rate().into(), exact.setScale(digits, RoundingMode.HALF_UP));
    }

    /** So that an order cut into small ones is seen: the most that was lately asked of one of the vendors, this included. */
    private Money recentOfOneVendor() {
        var sums = new HashMap<VendorId, Money>(recent);
        costs().forEach((vendor, cost) -> sums.merge(vendor, cost, Money::plus));
        return sums.values().stream()
                .reduce((one, other) -> one.isGreaterThan(other) ? one : other)
                .orElse(Money.of(terms.rate().into(), BigDecimal.ZERO));
    }
}
