package org.countersign.exchange;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How something is taxed.
 *
 * @param code the category by UNCL 5305: S standard, Z zero, E exempt, AE reverse charge, O out of scope ...; empty if
 *     not said
 * @param percent null where the category has none or none was said
 */
public record TaxCategory(String code, @Nullable BigDecimal percent) {

    public static final TaxCategory NONE = new TaxCategory("", null);

    public static TaxCategory standard(String percent) {
        return new TaxCategory("S", new BigDecimal(percent));
    }

    public boolean isNone() {
        return code.isEmpty();
    }
}
