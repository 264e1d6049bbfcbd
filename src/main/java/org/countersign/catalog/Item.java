package org.countersign.catalog;

import java.time.LocalDate;
import org.countersign.kernel.Refusal;
import org.countersign.vendor.VendorId;

/** A catalogue item: an article of one vendor that may be requisitioned while it is valid. */
public record Item(ItemId id, VendorId vendor, Article article, Validity validity, int version) {

    /** Refuses {@code item-expired} where the item may not be requisitioned on the day. */
    public Item on(LocalDate day) {
        Refusal.unless(
                validity.covers(day),
                () -> expired(
                        "The item " + article.name() + " is valid " + validity.words() + "; choose another.",
                        day,
                        validity.words()));
        return this;
    }

    /** Refuses {@code item-vendor} where another vendor is asked for it. */
    public Item soldBy(VendorId asked) {
        Refusal.unless(
                vendor.equals(asked),
                () -> Refusal.rule(
                        "item-vendor",
                        "The item " + article.name() + " is another vendor's; order it of that one.",
                        Refusal.Facts.of("item", article.name())
                                .measured("vendor", vendor, asked, vendor)
                                .under("item-of-its-vendor", "buyer")));
        return this;
    }

    Refusal expired(String sentence, LocalDate day, String allowed) {
        return Refusal.rule(
                "item-expired",
                sentence,
                Refusal.Facts.of("item", article.name())
                        .and("sku", article.sku())
                        .measured("date", allowed, day, allowed)
                        .under("item-valid", "buyer"));
    }
}
