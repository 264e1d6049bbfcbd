package org.countersign.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;

/**
 * What the page says about the act that was just tried, or about what stops its document: a sentence, and the facts it rests on.
 *
 * @param facts name and value, in the order to be read; empty when there is nothing more to say
 */
public record Flash(Tone tone, String sentence, Map<String, String> facts) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

    /** The facts that a person reads; the name of the field it stands at and ids are for the page itself. */
    public Map<String, String> shown() {
        var shown = new LinkedHashMap<>(facts);
        shown.remove("field");
        shown.values().removeIf(value -> ID.matcher(value).matches());
        return shown;
    }

    /** The name of a fact as words: {@code lifted-by} reads "lifted by". */
    public static String words(String fact) {
        return fact.replace('-', ' ');
    }
}
