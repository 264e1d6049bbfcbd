package org.countersign.web.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.countersign.invoice.Hold;
import org.countersign.invoice.InvoiceRow;
import org.countersign.invoice.InvoiceView;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.MatchInput;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.tolerance.Allowance;
import org.countersign.tolerance.Measure;
import org.countersign.web.Formats;
import org.countersign.web.Tone;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** How invoices, what differs on them and what holds them read. */
record InvoiceWords(Formats formats, CurrencyUnit currency) {

    static String kind(MatchInput.Kind kind) {
        return switch (kind) {
            case INVOICE -> "Invoice";
            case CREDIT_NOTE -> "Credit note";
        };
    }

    static Tone tone(InvoiceRow row, LocalDate today) {
        return switch (row.state()) {
            case HELD -> row.holdDueOn().filter(day -> day.isBefore(today)).isPresent() ? Tone.STOP : Tone.WARN;
            case READY, PARTLY_PAID -> row.dueOn().isBefore(today) ? Tone.WARN : Tone.INFO;
            case PAID -> Tone.OK;
            case REJECTED, REVERSED -> Tone.IDLE;
        };
    }

    static Tone tone(InvoiceView.State state) {
        return switch (state) {
            case HELD -> Tone.STOP;
            case READY, PARTLY_PAID -> Tone.INFO;
            case PAID -> Tone.OK;
            case REJECTED, REVERSED -> Tone.IDLE;
        };
    }

    static Tone tone(InvoiceView.Outcome outcome) {
        return switch (outcome) {
            case HELD -> Tone.STOP;
            case NOTICE -> Tone.INFO;
            case LIFTED -> Tone.OK;
        };
    }

    static String outcome(InvoiceView.Outcome outcome) {
        return switch (outcome) {
            case HELD -> "held";
            case NOTICE -> "let through";
            case LIFTED -> "lifted";
        };
    }

    /** By which version of the tolerances a document was compared. */
    static String tolerances(String version) {
        return version.equals(Allowance.EXACT) ? "without tolerances" : "by the tolerances, version " + version;
    }

    /** The rule that was asked how much passes. */
    static String rule(String rule) {
        return rule.equals(Allowance.EXACT) ? "none, so it must agree" : rule;
    }

    /** Who may let it go, and how. */
    static String lifting(HoldReason reason) {
        return switch (reason) {
            case LINE -> "itself, once the line is linked to its order line by accounts payable or finance";
            case BUDGET -> "itself, once the budget has room for it";
            case DUPLICATE -> "finance, with a reason; not whoever entered it";
            case PRICE, TAX, FREIGHT, CURRENCY -> "finance, with a reason; or itself, once the order is revised";
            case QUANTITY, NO_RECEIPT -> "finance, with a reason; or itself, once the receipt is recorded";
            case CREDIT_EXPECTED -> "finance, with a reason; or itself, once the credit note is here or waived";
        };
    }

    static String reason(HoldReason reason) {
        return switch (reason) {
            case LINE -> "Line not linked";
            case FREIGHT -> "Freight and charges";
            case PRICE, QUANTITY, TAX, CURRENCY, NO_RECEIPT, CREDIT_EXPECTED, BUDGET, DUPLICATE -> reason.words();
        };
    }

    /** "20.00 EUR more than 100.00 EUR". */
    String difference(Hold.Figures figures) {
        var measure = figures.measure();
        var difference = figures.difference();
        return figure(measure, difference.abs())
                + (difference.signum() < 0 ? " less than " : " more than ")
                + figure(measure, figures.expected());
    }

    String figure(Measure measure, BigDecimal value) {
        return switch (measure.kind()) {
            case MONEY -> formats.price(new Price(BigMoney.of(currency, value), Quantity.of(1)));
            case QUANTITY -> formats.quantity(new Quantity(value));
            case RATE -> value.stripTrailingZeros().toPlainString();
        };
    }

    /** How far it may differ: a figure, or words where there is no limit. */
    String allowed(Hold.Figures figures) {
        try {
            var most = new BigDecimal(figures.allowed());
            return most.signum() == 0 ? "no difference" : figure(figures.measure(), most);
        } catch (NumberFormatException _) {
            return figures.allowed();
        }
    }
}
