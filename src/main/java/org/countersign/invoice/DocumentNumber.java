package org.countersign.invoice;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/**
 * The vendor's own number of an invoice or credit note, kept as printed. Two numbers of one vendor are the same number
 * when their {@link #key() keys} are equal: {@code INV-001}, {@code INV 1} and {@code inv001} are one.
 *
 * <p>The key is compared per legal entity of the vendor and, unless the vendor starts anew each year, for all time; that
 * scope belongs to the search, not to the number. Look-alikes (letter O and zero, I and 1) are not the same number here:
 * they are left to the scored near-match, because a hard refusal needs certainty. Refuses as {@code document-number} what
 * has no letter or digit, is longer than 100 characters, or holds control characters.
 */
public record DocumentNumber(String printed) {

    /** Longest number that is kept, in characters. */
    public static final int LONGEST = 100;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");

    public DocumentNumber {
        printed = printed.strip();
        var given = printed;
        Refusal.unless(
                printed.length() <= LONGEST,
                () -> unusable("at most " + LONGEST + " characters", given.length() + " characters"));
        Refusal.unless(
                !CONTROL.matcher(printed).find(), () -> unusable("no control characters", "a control character"));
        Refusal.unless(!keyOf(printed).isEmpty(), () -> unusable("at least one letter or digit", given));
    }

    /**
     * What duplicates are found by: compatibility forms unified (NFKC), upper case, letters and digits only, then the
     * leading zeros of each run of digits dropped. Separators go first, so {@code 2026-001} is {@code 2026001} and is not
     * {@code 2026-1}.
     */
    public String key() {
        return keyOf(printed);
    }

    /** Whether both are the same number of a vendor, however they were typed. */
    public boolean sameAs(DocumentNumber other) {
        return key().equals(other.key());
    }

    @Override
    public String toString() {
        return printed;
    }

    private static String keyOf(String printed) {
        var unified = Normalizer.normalize(printed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        var kept = new StringBuilder(unified.length());
        unified.codePoints().filter(Character::isLetterOrDigit).forEach(character -> {
            // Digits of other scripts are the same number: the vendor's Arabic copy of a bill is no second bill.
            if (Character.isDigit(character)) {
                kept.append(Character.digit(character, 10));
            } else {
                kept.appendCodePoint(character);
            }
        });
        return LEADING_ZEROS.matcher(kept).replaceAll("");
    }

    private static Refusal unusable(String expected, String actual) {
        return Refusal.rule(
                "document-number",
                "Enter the number that is printed on the vendor's document.",
                Facts.of("field", "number").and("expected", expected).and("actual", actual));
    }
}
