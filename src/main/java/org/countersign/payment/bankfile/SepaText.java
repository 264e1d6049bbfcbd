package org.countersign.payment.bankfile;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/**
 * Text in the Latin characters that every SEPA bank takes: a-z A-Z 0-9 / - ? : ( ) . , ' + and space.
 *
 * <p>Written over in this order: German and Nordic letters as two (ä ae, ö oe, ü ue, ß ss, å aa, æ ae, ø oe); other
 * accented letters without the accent; Greek and Bulgarian letters as they sound; signs by their nearest ({@code &} as
 * {@code +}, {@code _} as {@code -}, brackets round, quotes single); anything else a full stop. Runs of space become one.
 * Where nothing readable is left, the text is refused as {@code payment-text}.
 */
final class SepaText {

    /** Longest name of a party, in characters. EPC allows 70 where ISO 20022 allows 140. */
    static final int NAME = 70;

    /** Longest unstructured remittance text, in characters. */
    static final int REMITTANCE = 140;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final String KEPT = "/-?:().,'+ ";

    private static final Map<Integer, String> WRITTEN = written("""
            ä ae ö oe ü ue Ä Ae Ö Oe Ü Ue ß ss ẞ SS å aa Å Aa æ ae Æ Ae ø oe Ø Oe œ oe Œ Oe
            đ d Đ D ð d Ð D þ th Þ Th ł l Ł L ı i ħ h Ħ H ŧ t Ŧ T ŋ n Ŋ N ĸ k
            & + _ - ~ - – - — - ‐ - ‑ - [ ( ] ) { ( } ) < ( > ) | / \\ / ; , " ' ` ' ´ ' ‘ ' ’ ' “ ' ” ' „ ' « ' » '
            € EUR £ GBP
            α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
            Α A Β V Γ G Δ D Ε E Ζ Z Η I Θ Th Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ Ch Ψ Ps Ω O
            а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh
            щ sht ъ a ь y ю yu я ya
            А A Б B В V Г G Д D Е E Ж Zh З Z И I Й Y К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х H Ц Ts Ч Ch Ш Sh
            Щ Sht Ъ A Ь Y Ю Yu Я Ya
            """);

    private SepaText() {}

    /** A party's name, cut at 70 characters: banks credit by IBAN, and a long name is still known by its beginning. */
    static String name(String name) {
        var written = of(name);
        return written.length() <= NAME ? written : written.substring(0, NAME).strip();
    }

    /**
     * The invoices that a payment settles, in 140 characters. A number is written whole or not at all: what does not fit
     * is counted ("and 12 more"), and the remittance advice lists every one.
     */
    static String remittance(List<String> invoices) {
        var written = invoices.stream().map(SepaText::of).toList();
        var whole = String.join(", ", written);
        if (whole.length() <= REMITTANCE) {
            return whole;
        }
        for (var shown = written.size() - 1; shown > 0; shown--) {
            var some = String.join(", ", written.subList(0, shown)) + " and " + (written.size() - shown) + " more";
            if (some.length() <= REMITTANCE) {
                return some;
            }
        }
        throw unwritable("a first invoice number of at most 120 characters", written.getFirst());
    }

    /** The text in SEPA characters. */
    static String of(String text) {
        var written = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(character -> write(character, written));
        var tidy = SPACES.matcher(written).replaceAll(" ").strip();
        if (tidy.chars().noneMatch(Character::isLetterOrDigit)) {
            throw unwritable("at least one letter or digit that a SEPA bank can read", text);
        }
        return tidy;
    }

    private static void write(int character, StringBuilder written) {
        var whole = WRITTEN.get(character);
        if (whole != null) {
            written.append(whole);
        } else if (isSepa(character)) {
            written.appendCodePoint(character);
        } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            written.append(' ');
        } else {
            writeParts(character, written);
        }
    }

    /** A letter with an accent, a ligature or a wide form, by its parts; ά is an alpha, which has a letter of its own. */
    private static void writeParts(int character, StringBuilder written) {
        var parts = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
        MARKS.matcher(parts).replaceAll("").codePoints().forEach(part -> {
            if (isSepa(part)) {
                written.appendCodePoint(part);
            } else {
                written.append(WRITTEN.getOrDefault(part, "."));
            }
        });
    }

    private static boolean isSepa(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || KEPT.indexOf(character) >= 0);
    }

    private static Refusal unwritable(String expected, String actual) {
        return Refusal.rule(
                "payment-text",
                "The bank cannot read this text; enter it in Latin letters.",
                Facts.of("expected", expected).and("actual", actual));
    }

    private static Map<Integer, String> written(String table) {
        var written = new HashMap<Integer, String>();
        var words = table.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i += 2) {
            written.put(words[i].codePointAt(0), words[i + 1]);
        }
        return Map.copyOf(written);
    }
}
