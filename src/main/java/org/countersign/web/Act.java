package org.countersign.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A button: what may be done now, or why it may not. What it does is a page to open, or a form that is posted at once,
 * after a confirmation, or with a reason.
 *
 * @param name stable, for addresses and tests: {@code cancel}
 * @param asks the question of the dialog; empty where none is asked
 * @param refused why it may not be done now, as a sentence; empty when it may
 * @param hidden further inputs that the form sends, such as the version that was seen
 */
public record Act(
        String name,
        String words,
        Way way,
        String href,
        boolean primary,
        String asks,
        String refused,
        Map<String, String> hidden) {

    /** How an act is done. */
    public enum Way {
        OPEN,
        POST,
        CONFIRM,
        REASON
    }

    /** Opens a page. */
    public static Act open(String name, String words, String href) {
        return new Act(name, words, Way.OPEN, href, false, "", "", Map.of());
    }

    /** Posts at once. */
    public static Act post(String name, String words, String href) {
        return new Act(name, words, Way.POST, href, false, "", "", Map.of());
    }

    /** Posts after the question was answered with yes. */
    public static Act confirm(String name, String words, String href, String question) {
        return new Act(name, words, Way.CONFIRM, href, false, question, "", Map.of());
    }

    /** Posts with the field {@code reason}, which must be given. */
    public static Act reason(String name, String words, String href, String question) {
        return new Act(name, words, Way.REASON, href, false, question, "", Map.of());
    }

    /** Is listed, and says why it cannot be done now. */
    public static Act refused(String name, String words, String because) {
        return new Act(name, words, Way.OPEN, "", false, "", because, Map.of());
    }

    /** The one act that the page is for; it also answers to its key. */
    public Act first() {
        return new Act(name, words, way, href, true, asks, refused, hidden);
    }

    /** Sends one more input. */
    public Act with(String input, Object value) {
        var more = new LinkedHashMap<>(hidden);
        more.put(input, value.toString());
        return new Act(name, words, way, href, primary, asks, refused, more);
    }

    public boolean may() {
        return refused.isEmpty();
    }
}
