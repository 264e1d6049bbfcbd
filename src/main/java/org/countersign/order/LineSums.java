package org.countersign.order;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;

/** The kept sums of a line: its facts folded, gross, by kind. Every axis is a formula of these. */
public record LineSums(Map<FactKind, Figures> byKind) {

    public LineSums {
        var all = new EnumMap<FactKind, Figures>(byKind);
        if (all.size() != FactKind.values().length) {
            throw new IllegalArgumentException("a line keeps a sum for every kind of fact");
        }
        byKind = Collections.unmodifiableMap(all);
    }

    public static LineSums none(CurrencyUnit currency, CurrencyUnit bookCurrency) {
        var all = new EnumMap<FactKind, Figures>(FactKind.class);
        for (var kind : FactKind.values()) {
            all.put(kind, Figures.none(currency, bookCurrency));
        }
        return new LineSums(all);
    }

    public LineSums plus(LineFact fact) {
        var all = new EnumMap<FactKind, Figures>(byKind);
        all.merge(fact.kind(), fact.figures(), Figures::plus);
        return new LineSums(all);
    }

    public LineSums plus(Collection<LineFact> facts) {
        var sums = this;
        for (var fact : facts) {
            sums = sums.plus(fact);
        }
        return sums;
    }

    public Figures of(FactKind kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }

    /** What is ordered and not cancelled. */
    public Figures wanted() {
        return of(FactKind.ORDERED).minus(of(FactKind.CANCELLED));
    }

    public Figures netReceived() {
        return of(FactKind.RECEIVED).minus(of(FactKind.RETURNED));
    }

    public Figures netInvoiced() {
        return of(FactKind.INVOICED).minus(of(FactKind.CREDITED));
    }

    /** The goods that bills stand for: net invoiced without those whose credit was forgone. */
    public Figures billed() {
        return netInvoiced().minus(of(FactKind.WAIVED));
    }

    /** What has been received or billed, whichever is more: the part of the order that keeps its price. */
    Figures covered() {
        var received = netReceived();
        var billed = billed();
        return received.quantity().exceeds(billed.quantity()) ? received : billed;
    }
}
