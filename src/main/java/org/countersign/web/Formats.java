package org.countersign.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.countersign.catalog.Unit;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/**
 * Every date and figure that a person reads. Figures are grouped and pointed as the organisation's locale does, dates are
 * English words in the organisation's zone.
 */
public record Formats(Locale locale, ZoneId zone) {

    private static final Map<String, String> SEVERAL =
            Map.of("each", "each", "dozen", "dozen", "foot", "feet", "box", "boxes");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MOMENT = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /** "48,599.60 EUR". */
    public String money(Money money) {
        return amount(money) + " " + money.getCurrencyUnit().getCode();
    }

    /** "48,599.60", where the currency stands elsewhere. */
    public String amount(Money money) {
        var digits = money.getCurrencyUnit().getDecimalPlaces();
        return figure(money.getAmount(), digits, digits);
    }

    /** "+810.00 EUR", a difference. */
    public String difference(Money money) {
        return (money.isPositive() ? "+" : "") + money(money);
    }

    /** "410.00 EUR", "0.0125 EUR", "12.50 EUR per 1,000": at least the currency's digits, at most 12. */
    public String price(Price price) {
        var each = figure(price.amount().getAmount(), price.currency().getDecimalPlaces(), Quantity.SCALE) + " "
                + price.currency().getCode();
        return price.per().equals(Quantity.of(1)) ? each : each + " per " + quantity(price.per());
    }

    /** "8,760", "2.5". */
    public String quantity(Quantity quantity) {
        return figure(quantity.value(), 0, Quantity.SCALE);
    }

    /** "8,760 hours", "1 piece", "4 each". The unit is a UN/ECE Rec 20 code; one that is not kept here stays as it is. */
    public String quantity(Quantity quantity, String unit) {
        return quantity(quantity) + " " + unitWords(quantity, unit);
    }

    private static String unitWords(Quantity quantity, String code) {
        if (!Unit.codes().contains(code)) {
            return code;
        }
        var one = Unit.of(code).words();
        return quantity.equals(Quantity.of(1)) ? one : SEVERAL.getOrDefault(one, one + "s");
    }

    /** "12 Nov 2026". */
    public String date(LocalDate date) {
        return DATE.format(date);
    }

    /** "12 Nov", where the year is plain. */
    public String day(LocalDate date) {
        return DAY.format(date);
    }

    /** "12 Nov 2026, 15:47". */
    public String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone));
    }

    /** "12 Nov 15:47", where the year is plain. */
    public String shortMoment(Instant instant) {
        return SHORT_MOMENT.format(instant.atZone(zone));
    }

    /** The two largest units that count: "under a minute", "12 min", "2 h 10 min", "3 days 4 h", "41 days". */
    public String duration(Duration duration) {
        var minutes = duration.abs().toMinutes();
        var hours = minutes / 60;
        var days = hours / 24;
        if (minutes == 0) {
            return "under a minute";
        }
        if (hours == 0) {
            return minutes + " min";
        }
        if (days == 0) {
            return two(hours + " h", minutes % 60, " min");
        }
        var inDays = days == 1 ? "1 day" : count(days) + " days";
        return days < 10 ? two(inDays, hours % 24, " h") : inDays;
    }

    /** "82 %". */
    public String percent(int percent) {
        return count(percent) + " %";
    }

    /** "4.2 %": one digit after the point at most, half-up. */
    public String percent(BigDecimal percent) {
        return figure(percent, 0, 1) + " %";
    }

    /** "1,284". */
    public String count(long count) {
        return figure(BigDecimal.valueOf(count), 0, 0);
    }

    /** "318", and "1,000+" for whatever is more than the bound. */
    public String count(long count, long bound) {
        return count > bound ? count(bound) + "+" : count(count);
    }

    private static String two(String larger, long smaller, String unit) {
        return smaller == 0 ? larger : larger + " " + smaller + unit;
    }

    private String figure(BigDecimal value, int fewest, int most) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
