package org.countersign.approval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.countersign.kernel.Refusal;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.joda.money.format.GroupingStyle;
import org.joda.money.format.MoneyAmountStyle;
import org.joda.money.format.MoneyFormatter;
import org.joda.money.format.MoneyFormatterBuilder;

/** Money as conditions count it, in 1/10,000 of the organisation's currency, and as explanations say it. */
final class Amounts {

    /** Digits after the point that conditions know; no currency has more. */
    static final int DIGITS = 4;

    private static final MoneyFormatter WORDS = new MoneyFormatterBuilder()
            .appendAmount(MoneyAmountStyle.ASCII_DECIMAL_POINT_GROUP3_COMMA.withGroupingStyle(
                    GroupingStyle.BEFORE_DECIMAL_POINT))
            .appendLiteral(" ")
            .appendCurrencyCode()
            .toFormatter(Locale.ROOT);

    private static final BigDecimal LARGEST =
            BigDecimal.valueOf(Long.MAX_VALUE).movePointLeft(DIGITS).setScale(0, RoundingMode.DOWN);

    private Amounts() {}

    static long units(Money amount) {
        Refusal.unless(
                amount.getAmount().abs().compareTo(LARGEST) <= 0,
                () -> Refusal.rule(
                        "amount-too-large",
                        "This amount is too large to be judged by rules; split the request.",
                        Refusal.Facts.none().measured("amount", "at most " + LARGEST, amount, LARGEST)));
        return units(amount.getAmount());
    }

    /** The units of an amount as an author wrote it; an {@link ArithmeticException} when it has too many digits. */
    static long units(BigDecimal amount) {
        return amount.movePointRight(DIGITS).longValueExact();
    }

    static String words(Money amount) {
        return WORDS.print(amount);
    }

    /** Says a number of units in a currency, with more digits than the currency has where the author wrote more. */
    static String words(long units, CurrencyUnit currency) {
        var exact = BigDecimal.valueOf(units, DIGITS).stripTrailingZeros();
        var digits = Math.max(exact.scale(), currency.getDecimalPlaces());
        return WORDS.print(BigMoney.of(currency, exact.setScale(digits)));
    }
}
