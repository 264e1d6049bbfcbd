package org.countersign.payment.bankfile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.vendor.Bic;
import org.countersign.vendor.Iban;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payer asks its bank to do: transfers from one account, on one or several days, in one or several currencies.
 *
 * <p>Identifiers come back in the bank's answers, so they are refused ({@code payment-id}) rather than changed: SEPA
 * Latin characters, no slash at either end, no two slashes together; at most 35 characters for a transfer, and 30 for the
 * message, which leaves room for the number of each batch. Names and texts are carried over by {@link SepaText}. An empty
 * file is refused as {@code payment-file-empty}, an end-to-end id used twice as {@code payment-id-twice}, an amount that
 * is not above zero as {@code payment-amount}, and a country that is not two letters as {@code payment-country}.
 */
public record CreditTransferInitiation(
        String messageId, Instant createdAt, String initiatingParty, Holder debtor, List<CreditTransfer> transfers) {

    private static final int LONGEST_MESSAGE_ID = 30;
    private static final int LONGEST_ID = 35;
    private static final Pattern ID = Pattern.compile("(?!/)(?!.*//)[A-Za-z0-9/?:().,'+ -]+(?<!/)");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public CreditTransferInitiation {
        transfers = List.copyOf(transfers);
        checkId("message-id", messageId, LONGEST_MESSAGE_ID);
        Refusal.unless(!transfers.isEmpty(), "payment-file-empty", "A payment file needs at least one payment.");
        var ids = new HashSet<String>();
        for (var transfer : transfers) {
            Refusal.unless(
                    ids.add(transfer.endToEndId()),
                    () -> Refusal.rule(
                            "payment-id-twice",
                            "Each payment in a file needs an end-to-end id of its own.",
                            Facts.of("field", "end-to-end-id").and("actual", transfer.endToEndId())));
        }
    }

    /** Who holds an account, and where: the payer or a vendor. */
    public record Holder(
            String name,
            Iban iban,
            // Null: the bank is found by the IBAN alone, as SEPA allows.
            @Nullable Bic bic) {}

    /** One payment to one vendor: the amount, the day it is to leave the account, and the invoices that it settles. */
    public record CreditTransfer(
            String endToEndId,
            LocalDate executionDate,
            Holder creditor,
            String country,
            Money amount,
            List<String> invoices) {

        public CreditTransfer {
            invoices = List.copyOf(invoices);
            checkId("end-to-end-id", endToEndId, LONGEST_ID);
            var given = country;
            Refusal.unless(
                    COUNTRY.matcher(country).matches(),
                    () -> Refusal.rule(
                            "payment-country",
                            "The creditor's country is two capital letters (ISO 3166-1).",
                            Facts.of("field", "country").and("actual", given)));
            Refusal.unless(
                    amount.isPositive(),
                    () -> Refusal.rule(
                            "payment-amount",
                            "A payment is above zero; credits are netted before they reach the bank.",
                            Facts.of("field", "amount").and("actual", amount)));
        }

        /** Whether it runs as a SEPA credit transfer: in euro, to an account in the SEPA area. */
        boolean sepa() {
            return amount.getCurrencyUnit().getCode().equals("EUR")
                    && creditor.iban().sepa();
        }
    }

    private static void checkId(String field, String id, int longest) {
        Refusal.unless(
                id.length() <= longest && ID.matcher(id).matches(),
                () -> Refusal.rule(
                        "payment-id",
                        "The bank returns this identifier as it is: use the SEPA characters and keep it short.",
                        Facts.of("field", field)
                                .and("expected", "1 to " + longest + " SEPA characters, no outer or double slash")
                                .and("actual", id)));
    }
}
