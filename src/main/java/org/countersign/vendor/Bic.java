package org.countersign.vendor;

import java.util.Locale;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/** A bank by its business identifier code (ISO 9362), 8 or 11 characters. Refuses as {@code bic-invalid}. */
public record Bic(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

    public Bic {
        value = value.replace(" ", "").toUpperCase(Locale.ROOT);
        var given = value;
        Refusal.unless(
                FORM.matcher(value).matches(),
                () -> Refusal.rule(
                        "bic-invalid",
                        "A BIC has 8 or 11 characters: bank, country, place, branch.",
                        Facts.of("field", "bic")
                                .and("expected", "COBADEFF or COBADEFFXXX")
                                .and("actual", given)));
    }

    @Override
    public String toString() {
        return value;
    }
}
