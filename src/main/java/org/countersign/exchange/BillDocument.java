package org.countersign.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** An invoice or a credit note, in the terms of EN 16931. In a credit note a positive amount is one credited. */
public record BillDocument(
        Heading heading,
        References references,
        Party seller,
        Party buyer,
        List<Line> lines,
        List<Adjustment> adjustments,
        List<TaxSubtotal> taxes,
        Totals totals,
        Payment payment) {

    public BillDocument {
        lines = List.copyOf(lines);
        adjustments = List.copyOf(adjustments);
        taxes = List.copyOf(taxes);
        Objects.requireNonNull(totals.net(), "an invoice states its total without tax (BR-13)");
        Objects.requireNonNull(totals.gross(), "an invoice states its total with tax (BR-14)");
    }

    /** The total without tax (BT-109). */
    public Money net() {
        return Objects.requireNonNull(totals.net());
    }

    /** The tax (BT-110); zero where the seller states none. */
    public Money tax() {
        var tax = totals.tax();
        return tax == null ? Money.zero(heading.currency()) : tax;
    }

    /** The total with tax (BT-112). */
    public Money gross() {
        return Objects.requireNonNull(totals.gross());
    }

    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /**
     * What the bill is, when it was issued and in what currency.
     *
     * @param number the seller's number (BT-1)
     * @param typeCode by UNCL 1001 (BT-3): 380 invoice, 381 credit note, 384 corrected invoice ...
     * @param dueOn null if not said (BT-9)
     * @param deliveredOn null if not said (BT-72)
     */
    public record Heading(
            Kind kind,
            String typeCode,
            String number,
            LocalDate issuedOn,
            @Nullable LocalDate dueOn,
            CurrencyUnit currency,
            @Nullable LocalDate deliveredOn,
            String note) {}

    /**
     * What the bill says it belongs to; a number that was not said is empty.
     *
     * @param orderNumber the buyer's order (BT-13), empty if not said
     * @param salesOrder the seller's order (BT-14)
     * @param buyerReference (BT-10)
     * @param contract (BT-12)
     * @param despatch the despatch advice (BT-16)
     * @param preceding the invoices this one credits or corrects (BT-25)
     */
    public record References(
            String orderNumber,
            String salesOrder,
            String buyerReference,
            String contract,
            String despatch,
            List<Preceding> preceding) {

        public References {
            preceding = List.copyOf(preceding);
        }
    }

    /**
     * An earlier invoice that is credited or corrected.
     *
     * @param issuedOn null if not said (BT-26)
     */
    public record Preceding(String number, @Nullable LocalDate issuedOn) {}

    /**
     * One thing billed.
     *
     * @param id the line of this bill (BT-126)
     * @param orderLineId the line of the buyer's order (BT-132), empty if not said
     * @param net its amount without tax, after its allowances and charges (BT-131), rounded half-up to the currency
     */
    public record Line(
            String id,
            String orderLineId,
            Item item,
            Quantity quantity,
            String unit,
            Price price,
            Money net,
            TaxCategory tax,
            List<Adjustment> adjustments,
            String note) {

        public Line {
            adjustments = List.copyOf(adjustments);
        }
    }

    /**
     * The tax of one category and rate.
     *
     * @param taxable what the tax is reckoned on (BT-116)
     * @param tax (BT-117)
     * @param exemption why no tax is due, in words (BT-120); empty if not said
     * @param exemptionCode the same by code (BT-121); empty if not said
     */
    public record TaxSubtotal(TaxCategory category, Money taxable, Money tax, String exemption, String exemptionCode) {}

    /**
     * How and where to pay.
     *
     * @param meansCode by UNCL 4461 (BT-81), for example 30 credit transfer; empty if the bill says nothing of payment
     * @param reference what the payer shall quote (BT-83)
     * @param account the IBAN or other account number (BT-84)
     * @param bank its BIC (BT-86)
     * @param terms in words (BT-20)
     */
    public record Payment(
            String meansCode, String reference, String account, String accountName, String bank, String terms) {

        public static final Payment NONE = new Payment("", "", "", "", "", "");
    }
}
