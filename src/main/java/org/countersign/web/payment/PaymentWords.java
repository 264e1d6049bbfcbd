package org.countersign.web.payment;

import java.util.List;
import java.util.Optional;
import org.countersign.payment.Blocked;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentProposal;
import org.countersign.payment.ProposalPhase;
import org.countersign.web.DocumentPage.Axis;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;

/** How payments read. */
final class PaymentWords {

    private PaymentWords() {}

    /** Whose move it is, or how it ended. */
    static Cell state(ProposalPhase phase, Optional<PaymentProposal.Ending> ended, int unknown, Formats formats) {
        return switch (phase) {
            case IN_APPROVAL -> Cell.state(Tone.WARN, "Waits for a second person");
            case OPEN -> Cell.state(Tone.INFO, formats.count(unknown) + " without outcome");
            case ENDED -> {
                var ending = ended.orElseThrow();
                yield Cell.state(tone(ending), ending.words());
            }
        };
    }

    private static Tone tone(PaymentProposal.Ending ending) {
        return switch (ending) {
            case PAID -> Tone.OK;
            case PARTLY_PAID, FAILED -> Tone.STOP;
            case WITHDRAWN, REJECTED -> Tone.IDLE;
        };
    }

    static Tone tone(Payment.Outcome outcome) {
        return switch (outcome) {
            case PROPOSED -> Tone.IDLE;
            case SENT -> Tone.INFO;
            case EXECUTED -> Tone.OK;
            case FAILED -> Tone.STOP;
        };
    }

    static List<Axis> axes(PaymentProposal proposal, Formats formats) {
        var all = proposal.payments().size();
        var known = all - proposal.unknown();
        return switch (proposal.standing().phase()) {
            case IN_APPROVAL ->
                List.of(
                        new Axis("Approval", "Waits for a second person", 50, Tone.WARN),
                        new Axis("File", "Made at approval", 0, Tone.IDLE),
                        new Axis("Outcome", "Not sent", 0, Tone.IDLE));
            case OPEN ->
                List.of(
                        approved(proposal),
                        new Axis("File", "Ready for the bank", 100, Tone.OK),
                        new Axis(
                                "Outcome",
                                formats.count(known) + " of " + formats.count(all) + " known",
                                100 * known / all,
                                Tone.INFO));
            case ENDED -> {
                var ending = proposal.standing().ended().orElseThrow();
                yield proposal.standing().approved().isPresent()
                        ? List.of(
                                approved(proposal),
                                new Axis("File", "Kept as it was sent", 100, Tone.OK),
                                new Axis("Outcome", ending.words(), 100, tone(ending)))
                        : List.of(new Axis("Approval", ending.words(), 100, Tone.IDLE));
            }
        };
    }

    private static Axis approved(PaymentProposal proposal) {
        return new Axis(
                "Approval", "By " + proposal.standing().approved().orElseThrow().byName(), 100, Tone.OK);
    }

    /** The documents of a payment; a credit note stands with its sign. */
    static Table parts(String name, List<Payment.Part> parts, Formats formats) {
        return new Table(
                name,
                List.of(
                        Column.main("Document"),
                        Column.text("Vendor's number"),
                        Column.text("Due"),
                        Column.sum("Amount")),
                parts.stream()
                        .map(part -> Table.Row.of(
                                Cell.link(
                                        part.number(),
                                        "/invoices/" + part.number(),
                                        part.kind().equals("invoice") ? "Invoice" : "Credit note, netted"),
                                Cell.text(part.documentNumber()),
                                Cell.text(formats.date(part.dueOn())),
                                Cell.text(formats.money(part.amount()))))
                        .toList());
    }

    static Table blocked(List<Blocked> blocked, Formats formats) {
        return new Table(
                "Due and not paid",
                List.of(Column.main("Document"), Column.text("Vendor"), Column.text("Why"), Column.sum("Amount")),
                blocked.stream()
                        .map(one -> Table.Row.of(
                                Cell.link(one.number(), "/invoices/" + one.number(), one.documentNumber()),
                                Cell.text(one.vendorName(), "Due " + formats.date(one.dueOn())),
                                Cell.text(one.words()),
                                Cell.text(formats.money(one.amount()))))
                        .toList());
    }
}
