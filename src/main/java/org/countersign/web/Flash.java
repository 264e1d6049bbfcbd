package org.countersign.web;

import java.util.Map;
import org.countersign.kernel.Refusal;

/**
 * What the page says about the act that was just tried: a sentence, and for a refusal the facts it rests on.
 *
 * @param facts name and value, in the order to be read; empty when there is nothing more to say
 */
public record Flash(Tone tone, String sentence, Map<String, String> facts) {

    public static Flash done(String sentence) {
        return new Flash(Tone.OK, sentence, Map.of());
    }

    public static Flash of(Refusal refusal) {
        return new Flash(Tone.STOP, refusal.sentence(), refusal.facts().named());
    }

    /** The name of a fact as words: {@code lifted-by} reads "lifted by". */
    public static String words(String fact) {
        return fact.replace('-', ' ');
    }
}
