package org.countersign.catalog;

import java.math.BigDecimal;
import java.util.Set;
import org.countersign.kernel.Price;
import org.countersign.kernel.Refusal;

/**
 * A net price and how it is taxed.
 *
 * @param taxCategory UNCL5305 code
 */
public record ItemPrice(Price price, String taxCategory, BigDecimal taxPercent, Validity validity) {

    private static final Set<String> CATEGORIES = Set.of("S", "Z", "E", "AE", "K", "G", "O", "L", "M");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public ItemPrice {
        var given = taxCategory;
        Refusal.unless(
                CATEGORIES.contains(taxCategory),
                () -> Refusal.rule(
                        "tax-category-unknown",
                        "The tax category is a code of UNCL5305, such as S for the standard rate.",
                        Refusal.Facts.of("field", "taxCategory")
                                .and("expected", "S, Z, E, AE, K, G, O, L or M")
                                .and("actual", given)));
        Refusal.unless(
                taxPercent.signum() >= 0 && taxPercent.compareTo(HUNDRED) <= 0,
                "tax-percent",
                "A tax rate is 0 to 100 percent.");
        taxPercent = taxPercent.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(taxPercent.stripTrailingZeros().toPlainString());
    }
}
