package org.countersign.web.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.approval.RuleText;
import org.countersign.kernel.Role;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;

/**
 * How approval rules read.
 *
 * @param names of people by their ids
 */
record PolicyWords(Formats formats, Map<String, String> names) {

    PolicyWords {
        names = Map.copyOf(names);
    }

    Table table(List<RuleText> rules) {
        return new Table(
                "Rules",
                List.of(
                        Column.main("Rule"),
                        Column.text("When"),
                        Column.text("Who is asked"),
                        Column.text("Must agree"),
                        Column.figure("Order")),
                rules.stream()
                        .map(rule -> Table.Row.of(
                                Cell.text(rule.number() + " · " + rule.name()),
                                Cell.text(rule.condition()),
                                Cell.text(approvers(rule.approvers())),
                                Cell.text(needed(rule.needed())),
                                Cell.text(formats.count(rule.order()))))
                        .toList());
    }

    /** Whom {@code group:finance} asks, in words. */
    String approvers(String code) {
        var colon = code.indexOf(':');
        var which = code.substring(colon + 1);
        return switch (colon < 0 ? code : code.substring(0, colon)) {
            case "manager" -> "The requester's manager";
            case "owner" -> "The owners of the cost centres";
            case "group" -> "The group " + which;
            case "role" -> "Everybody who is " + Role.of(which).word().toLowerCase(Locale.ROOT);
            case "person" -> names.getOrDefault(which, "One person");
            case String other -> other;
        };
    }

    static String needed(String code) {
        return switch (code) {
            case "all" -> "All of them";
            case "any" -> "Any one of them";
            case String people -> people + " of them";
        };
    }
}
