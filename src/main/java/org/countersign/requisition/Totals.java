package org.countersign.requisition;

import java.util.Collection;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What a requisition adds up to: net, tax and gross in its own currency, and what budgets and rules count in the
 * organisation's.
 */
public record Totals(Money net, Money tax, Money gross, Money cost) {

    static Totals of(List<RequisitionLine> lines, CurrencyUnit currency, Terms.Rate rate) {
        var none = Money.zero(currency);
        var net = lines.stream().map(RequisitionLine::net).reduce(none, Money::plus);
        var gross = lines.stream().map(RequisitionLine::gross).reduce(none, Money::plus);
        return new Totals(net, gross.minus(net), gross, cost(lines, rate));
    }

    static Money cost(List<RequisitionLine> lines, Terms.Rate rate) {
        return lines.stream()
                .map(line -> line.requested(rate))
                .flatMap(Collection::stream)
                .reduce(Money.zero(rate.into()), Money::plus);
    }
}
