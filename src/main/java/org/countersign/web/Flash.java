package org.countersign.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;

/**
 * What the page says about the act that was just tried: a sentence, and for a refusal the facts it rests on.
 *
 * @param facts name and value, in the order to be read; empty when there is nothing more to say
 */
public record Flash(Tone tone, String sentence, Map<String, String> facts) {

    /** {@code TO_HAND_OVER} is a code, {@code EUR} is none. */
    private static final Pattern CODE = Pattern.compile("[A-Z]+(_[A-Z]+)+");

    public static Flash done(String sentence) {
        return new Flash(Tone.OK, sentence, Map.of());
    }

    public static Flash of(Refusal refusal) {
        var facts = new LinkedHashMap<>(refusal.facts().named());
        facts.replaceAll(
                (_, value) -> CODE.matcher(value).matches() ? Said.words(value).toLowerCase(Locale.ROOT) : value);
        return new Flash(Tone.STOP, refusal.sentence(), facts);
    }

    /** The name of a fact as words: {@code lifted-by} reads "lifted by". */
    public static String words(String fact) {
        return fact.replace('-', ' ');
    }
}
