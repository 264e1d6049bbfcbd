package org.countersign.web;

import java.util.List;
import java.util.Map;

/**
 * A page that is one form and nothing else: shown by {@link #shown}, without a template of its own.
 *
 * @param sentence what the form does
 * @param action where it is posted
 * @param button the act in words
 * @param groups the fields, those that belong together under one heading
 * @param hidden what is sent along, such as the version that was seen
 */
public record FormPage(
        Frame frame,
        DocumentPage.Crumb crumb,
        String sentence,
        String action,
        String button,
        List<Group> groups,
        Map<String, String> hidden) {

    public FormPage {
        groups = List.copyOf(groups);
        hidden = Map.copyOf(hidden);
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
        var more = new java.util.LinkedHashMap<>(hidden);
        more.put(input, value.toString());
        return new FormPage(frame, crumb, sentence, action, button, groups, more);
    }

    public org.springframework.web.servlet.ModelAndView shown() {
        return Pages.page("layout/form", this);
    }
}
