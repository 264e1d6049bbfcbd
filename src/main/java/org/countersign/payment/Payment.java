package org.countersign.payment;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.Settling;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;

/**
 * One transfer to one vendor.
 *
 * @param place its place in the proposal, from 1; with the proposal's number it is the end-to-end id of the transfer
 */
public record Payment(PaymentId id, int place, Payee payee, Money amount, List<Part> parts, Result result) {

    /**
     * Who is paid.
     *
     * @param bankVersion the version of the vendor's bank details that was proposed
     * @param account where the file pays to; empty until there is a file, or if it is not the reader's to see
     */
    public record Payee(VendorId vendor, String name, int bankVersion, Optional<Account> account) {

        Payee withoutAccount() {
            return new Payee(vendor, name, bankVersion, Optional.empty());
        }
    }

    /** The account that the file pays to. */
    public record Account(Iban iban, String holder) {}

    /**
     * What the payment settles of a document.
     *
     * @param kind in the words of the address: {@code invoice} or {@code credit-note}
     * @param documentNumber the vendor's; {@code number} is ours
     * @param amount negative for a credit note that is netted
     */
    public record Part(
            InvoiceId invoice, String kind, String number, String documentNumber, LocalDate dueOn, Money amount) {

        boolean isCredit() {
            return amount.isNegative();
        }
    }

    /**
     * What became of a payment. Between the file and the bank's word it is {@link #SENT}: nobody knows whether the money
     * has moved.
     */
    public enum Outcome {
        PROPOSED("Proposed"),
        SENT("Sent, outcome unknown"),
        EXECUTED("Executed"),
        FAILED("Failed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The outcome, since when, why and by whose word; nothing but the outcome before the bank has answered. */
    public record Result(Outcome outcome, Optional<LocalDate> on, String note, String byName) {

        static final Result PROPOSED = new Result(Outcome.PROPOSED, Optional.empty(), "", "");
        static final Result SENT = new Result(Outcome.SENT, Optional.empty(), "", "");
    }

    public Payment {
        parts = List.copyOf(parts);
    }

    public List<InvoiceId> invoices() {
        return parts.stream().map(Part::invoice).toList();
    }

    /** How much of which document it settles. */
    List<Settling.Settlement> settlements() {
        return parts.stream()
                .map(part ->
                        new Settling.Settlement(part.invoice(), part.amount().abs()))
                .toList();
    }

    /** The vendor's numbers of what it settles, as the remittance names them. */
    List<String> documentNumbers() {
        return parts.stream().map(Part::documentNumber).toList();
    }

    Payment sentTo(Account account) {
        var payee = new Payee(payee().vendor(), payee().name(), payee().bankVersion(), Optional.of(account));
        return new Payment(id, place, payee, amount, parts, Result.SENT);
    }

    Payment withResult(Outcome outcome, LocalDate on, String note, String byName) {
        unless(
                result.outcome() == Outcome.SENT,
                () -> Refusal.conflict(
                        "outcome-known",
                        "What became of this payment is recorded already: it " + word(result.outcome()) + ".",
                        Facts.of("vendor", payee.name())
                                .and("outcome", result.outcome().name().toLowerCase(Locale.ROOT))));
        return new Payment(id, place, payee, amount, parts, new Result(outcome, Optional.of(on), note, byName));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PROPOSED -> "is not approved yet";
            case SENT -> "was sent";
            case EXECUTED -> "was executed";
            case FAILED -> "failed";
        };
    }

    Payment withoutAccount() {
        return new Payment(id, place, payee.withoutAccount(), amount, parts, result);
    }
}
