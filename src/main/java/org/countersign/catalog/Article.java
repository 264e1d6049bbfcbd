package org.countersign.catalog;

import org.countersign.kernel.Refusal;

/**
 * What an item is.
 *
 * @param sku the vendor's article number; empty where there is none
 * @param category what rules and reports know it by; empty where not said
 * @param unit UN/ECE Recommendation 20 code, one of {@link Unit}
 * @param baseScale digits after the point at which its quantities are counted
 * @param capital becomes an asset when it is received
 */
public record Article(
        String sku, String name, String description, String category, String unit, int baseScale, boolean capital) {

    public Article {
        sku = sku.strip();
        name = name.strip();
        description = description.strip();
        category = category.strip();
        unit = Unit.of(unit.strip()).code();
        Refusal.unless(sku.length() <= 100, "sku-length", "An article number has at most 100 characters.");
        Refusal.unless(
                !name.isEmpty() && name.length() <= 200, "name-length", "An item's name has 1 to 200 characters.");
        Refusal.unless(
                description.length() <= 2000, "description-length", "A description has at most 2,000 characters.");
        Refusal.unless(baseScale >= 0 && baseScale <= 12, "base-scale", "Quantities are counted at 0 to 12 digits.");
    }
}
