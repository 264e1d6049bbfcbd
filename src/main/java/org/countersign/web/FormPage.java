package org.countersign.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page that is one form and nothing else: shown by {@link #shown}, without a template of its own.
 *
 * @param sentence what the form does
 * @param action where it is posted
 * @param button the act in words
 * @param groups the fields, those that belong together under one heading
 * @param hidden what is sent along, such as the version that was seen
 * @param anew opens the form with what stands now, where somebody has changed that since this one was opened
 */
public record FormPage(
        Frame frame,
        DocumentPage.Crumb crumb,
        String sentence,
        String action,
        String button,
        List<Group> groups,
        Map<String, String> hidden,
        Optional<Act> anew) {

    public FormPage {
        groups = List.copyOf(groups);
        hidden = Map.copyOf(hidden);
    }

    public FormPage(
            Frame frame,
            DocumentPage.Crumb crumb,
            String sentence,
            String action,
            String button,
            List<Group> groups,
            Map<String, String> hidden) {
        this(frame, crumb, sentence, action, button, groups, hidden, Optional.empty());
    }

    /** Fields under a heading; empty where the form has but one group. */
    public record Group(String title, List<Field> fields) {

        public Group {
            fields = List.copyOf(fields);
        }
    }

    /** A form of one group without anything hidden. */
    public static FormPage of(
            Frame frame, DocumentPage.Crumb crumb, String sentence, String action, String button, List<Field> fields) {
        return new FormPage(frame, crumb, sentence, action, button, List.of(new Group("", fields)), Map.of());
    }

    /** Sends one more input. */
    public FormPage with(String input, Object value) {
        var more = new LinkedHashMap<>(hidden);
        more.put(input, value.toString());
        return new FormPage(frame, crumb, sentence, action, button, groups, more, anew);
    }

    /**
     * Sends the version that was seen when the form was first opened: shown again after a refusal it keeps that one, so that a
     * second press does not silently take what somebody else has written meanwhile.
     */
    public FormPage seeing(Typed typed, int current) {
        var seen = typed.text("version", Integer.toString(current));
        var changed = !seen.equals(Integer.toString(current));
        return new FormPage(
                        frame,
                        crumb,
                        sentence,
                        action,
                        button,
                        groups,
                        hidden,
                        changed ? Optional.of(Act.open("anew", "Open it as it is now", action)) : Optional.empty())
                .with("version", seen);
    }

    public org.springframework.web.servlet.ModelAndView shown() {
        return Pages.page("layout/form", this);
    }
}
