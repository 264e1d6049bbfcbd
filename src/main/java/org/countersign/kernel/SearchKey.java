package org.countersign.kernel;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of a text that lists are sorted and searched by: lower case, without accents, its words apart by one space. A
 * beginning is asked for as a range of keys, since under row-level security only order and equality use an index.
 */
public record SearchKey(String value) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    public SearchKey {
        var plain =
                MARKS.matcher(Normalizer.normalize(value, Normalizer.Form.NFKD)).replaceAll("");
        value = BETWEEN.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    public static String of(String text) {
        return new SearchKey(text).value;
    }

    /** The words of a text, each once, in their order. */
    public static List<String> words(String text) {
        return Arrays.stream(of(text).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** What sorts after every key that begins with this one. */
    public static String end(String key) {
        return key + Character.toString(Character.MAX_CODE_POINT);
    }
}
