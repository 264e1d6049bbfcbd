package org.countersign.web.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.Hold;
import org.countersign.invoice.InvoicePhase;
import org.countersign.invoice.InvoiceView;
import org.countersign.kernel.Actor;
import org.countersign.web.Act;
import org.countersign.web.Fact;
import org.countersign.web.Tone;

/** What holds an invoice, each with whose move it is, the way out, and who may lift it. */
record HoldCards(InvoiceView view, InvoiceWords words, LocalDate today, Actor by) {

    List<MatchPage.HoldCard> all() {
        return view.holds().stream().map(this::card).toList();
    }

    private MatchPage.HoldCard card(Hold hold) {
        var formats = words.formats();
        var facts = new ArrayList<Fact>();
        hold.figures().ifPresent(figures -> {
            facts.add(Fact.of(
                    "Expected " + figures.measure().words(), words.figure(figures.measure(), figures.expected())));
            facts.add(Fact.of("Billed", words.figure(figures.measure(), figures.actual())));
            facts.add(Fact.of("Allowed", words.allowed(figures)));
        });
        if (!hold.rule().isEmpty()) {
            facts.add(Fact.of("Tolerance", InvoiceWords.rule(hold.rule())));
        }
        if (hold.lifting().isEmpty()) {
            facts.add(Fact.of("Lifted by", InvoiceWords.lifting(hold.reason())));
        }
        var where = hold.line().isEmpty() ? "the whole document" : "line " + hold.line();
        return hold.lifting()
                .map(lifting -> new MatchPage.HoldCard(
                        Tone.OK,
                        InvoiceWords.reason(hold.reason()) + ", lifted",
                        where,
                        lifting.byName(),
                        formats.shortMoment(lifting.at()),
                        lifting.why(),
                        facts,
                        Optional.empty()))
                .orElseGet(() -> new MatchPage.HoldCard(
                        hold.dueOn().isBefore(today) ? Tone.STOP : Tone.WARN,
                        InvoiceWords.reason(hold.reason()),
                        where,
                        hold.owner().role().word()
                                + (hold.owner().name().isEmpty()
                                        ? ""
                                        : ", " + hold.owner().name()),
                        "since " + formats.shortMoment(hold.openedAt()) + ", due " + formats.day(hold.dueOn())
                                + (hold.dueOn().isBefore(today) ? ", overdue" : ""),
                        hold.wayOut(),
                        facts,
                        lifting(hold)));
    }

    private Optional<Act> lifting(Hold hold) {
        if (!view.actions().contains(InvoicePhase.Act.LIFT)) {
            return Optional.empty();
        }
        var name = "lift-" + hold.id();
        var href = "/invoices/" + view.invoice().number() + "/holds/" + hold.id() + "/lifting";
        return switch (hold.reason()) {
            case LINE, BUDGET -> Optional.empty();
            case DUPLICATE ->
                Optional.of(
                        view.invoice().head().captured().by().equals(by.account())
                                ? Act.refused(name, "It is no duplicate", "You entered it; a second person decides.")
                                : Act.reason(
                                        name,
                                        "It is no duplicate",
                                        href,
                                        "It will be paid beside the first. Why is it none?"));
            case PRICE, QUANTITY, TAX, FREIGHT, CURRENCY, NO_RECEIPT, CREDIT_EXPECTED ->
                Optional.of(Act.reason(name, "Lift hold", href, "The difference is let through. Why?"));
        };
    }
}
