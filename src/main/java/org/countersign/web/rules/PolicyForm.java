package org.countersign.web.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.approval.RuleText;
import org.countersign.identity.OrganizationPeople;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Role;
import org.countersign.web.About;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Typed;
import org.countersign.web.rules.RulesForm.RuleCard;

/** The form of the approval rules: a rule as fields, and the fields as a rule. Each field is named with its place. */
record PolicyForm(PolicyWords words, OrganizationPeople people) {

    private static final int MOST_NEEDED = 5;

    /** How the condition of a rule is written. */
    static final About LANGUAGE = About.of("How a condition is written")
            .with("For example", "total > amount(\"5000.00\") && !emergency")
            .with("Figures", "total, net, recent_total; compared with amount(\"5000.00\") and nothing else")
            .with("Yes or no", "capital, emergency, new_vendor")
            .with("Lists", "categories, vendors (id, name), charges (cost_centre, amount): \"legal\" in categories")
            .with("Kind", "kind == \"requisition\" or kind == \"order\"");

    // ---- a version as it stands in the form

    /** What the next version begins with: the rules in force, from today. */
    static Typed typed(List<RuleText> rules, Optional<AccountId> owner, LocalDate today) {
        var values = new LinkedHashMap<String, String>();
        values.put("validFrom", today.toString());
        owner.ifPresent(account -> values.put("namedOwner", account.toString()));
        for (var index = 0; index < rules.size(); index++) {
            var rule = rules.get(index);
            var at = "." + index;
            values.put("number" + at, Integer.toString(rule.number()));
            values.put("name" + at, rule.name());
            values.put("condition" + at, rule.condition());
            values.put("order" + at, Integer.toString(rule.order()));
            values.put("approvers" + at, rule.approvers());
            values.put("needed" + at, rule.needed());
        }
        return Typed.proposing(values);
    }

    /** What was typed, as the next version; refuses what cannot be read, at its field. */
    static NewPolicy policy(Typed typed) {
        return new NewPolicy(
                typed.date("validFrom"),
                typed.keys("number.").stream()
                        .map(key -> "." + key)
                        .map(at -> new RuleText(
                                typed.whole("number" + at),
                                typed.text("name" + at),
                                typed.text("condition" + at),
                                typed.whole("order" + at),
                                typed.text("approvers" + at),
                                typed.text("needed" + at)))
                        .toList(),
                new AccountId(typed.id("namedOwner")),
                typed.text("reason"));
    }

    // ---- fields

    List<Field> head(Typed typed, Optional<Flash> flash) {
        return typed.in(
                flash,
                Field.date("validFrom", "In force from")
                        .needed()
                        .help("Today or later; what was decided before keeps its rules"),
                Field.choice("namedOwner", "Who decides where a rule finds nobody", approvers())
                        .needed(),
                Field.of(Field.Kind.LONG_TEXT, "reason", "Why the rules change").needed());
    }

    /** A card for each rule that was typed, and last the blank one. */
    List<RuleCard> cards(Typed typed, Optional<Flash> flash) {
        var placed = flash.map(said -> placed(said, typed));
        var cards = new ArrayList<RuleCard>();
        for (var key : typed.keys("number.")) {
            cards.add(new RuleCard(
                    "Rule " + typed.text("number." + key) + " · " + typed.text("name." + key),
                    typed.in(placed, fields("." + key, typed))));
        }
        cards.add(new RuleCard("New rule", List.of(fields("." + RulesForm.BLANK, Typed.nothing()))));
        return cards;
    }

    /** A refusal speaks of a rule by its number and of a field by its name; the form has both in one. */
    static Flash placed(Flash said, Typed typed) {
        var number = said.facts().getOrDefault("rule", "").replaceAll("[^0-9]", "");
        var field = said.facts().containsKey("field")
                ? said.facts().get("field")
                : "people".equals(said.facts().get("measure")) ? "needed" : "number";
        return typed.keys("number.").reversed().stream()
                .filter(key -> typed.text("number." + key).equals(number))
                .findFirst()
                .map(key -> new Flash(said.tone(), said.sentence(), Map.of("field", field + "." + key)))
                .orElse(said);
    }

    private Field[] fields(String at, Typed typed) {
        return new Field[] {
            Field.text("number" + at, "Number").needed().help("Explanations name the rule by it"),
            Field.text("name" + at, "Name").needed(),
            Field.of(Field.Kind.LONG_TEXT, "condition" + at, "When")
                    .needed()
                    .help(
                            "Such as: total > amount(\"5000.00\") && !emergency. Figures: total, net, recent_total, always "
                                    + "against amount(\"...\"). Yes or no: capital, emergency, new_vendor. Lists: categories, "
                                    + "vendors (id, name), charges (cost_centre, amount). kind is \"requisition\" or \"order\"."),
            Field.text("order" + at, "Order")
                    .needed()
                    .help("Rules of one order ask side by side, a higher one afterwards"),
            Field.choice("approvers" + at, "Who is asked", asked(typed.text("approvers" + at)))
                    .needed(),
            Field.choice("needed" + at, "How many must agree", needed(typed.text("needed" + at)))
                    .needed()
        };
    }

    private List<Field.Option> approvers() {
        return people.people().values().stream()
                .filter(person ->
                        person.active() && person.grants().stream().anyMatch(grant -> grant.role() == Role.APPROVER))
                .map(person -> new Field.Option(person.id().toString(), person.name()))
                .sorted(Comparator.comparing(Field.Option::words))
                .toList();
    }

    private List<Field.Option> asked(String now) {
        var codes = Stream.of(
                        Stream.of("manager", "owner"),
                        new TreeSet<>(people.groups().keySet()).stream().map(group -> "group:" + group),
                        Stream.of(Role.values()).map(role -> "role:" + role.code()),
                        approvers().stream().map(person -> "person:" + person.value()),
                        Stream.of(now))
                .flatMap(each -> each);
        return options(codes, words::approvers);
    }

    private List<Field.Option> needed(String now) {
        var codes = Stream.concat(
                Stream.of("all", "any"),
                Stream.concat(
                        Stream.iterate(2, people -> people <= MOST_NEEDED, people -> people + 1)
                                .map(String::valueOf),
                        Stream.of(now)));
        return options(codes, PolicyWords::needed);
    }

    private static List<Field.Option> options(Stream<String> codes, UnaryOperator<String> words) {
        return codes.filter(code -> !code.isEmpty())
                .distinct()
                .map(code -> new Field.Option(code, words.apply(code)))
                .toList();
    }
}
