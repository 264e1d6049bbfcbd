package org.countersign.approval;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalRequest.Charge;
import org.countersign.approval.ApprovalRequest.Figures;
import org.countersign.approval.ApprovalRequest.Flag;
import org.countersign.approval.ApprovalRequest.Kind;
import org.countersign.approval.ApprovalRequest.Traits;
import org.countersign.approval.ApprovalRequest.Vendor;
import org.countersign.approval.OrganizationSnapshot.CostCentre;
import org.countersign.approval.OrganizationSnapshot.Person;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Role;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A small organisation to plan in. Ada heads it; Mira and Jonas report to her; Ines and Bob to Mira; Otto, who is inactive,
 * to Jonas; Tim to Otto; Bea to Bob, who is no approver. Xaver and Yara manage each other and neither may decide; Zoe manages
 * herself; Kim reports to Xaver. Nora is the named owner.
 */
final class Office {

    static final OrganizationSnapshot WITH_NORA = with("Nora");

    private Office() {}

    static OrganizationSnapshot with(String fallback) {
        return OrganizationSnapshot.of(
                List.of(
                        person("Ada", null),
                        person("Mira", "Ada"),
                        person("Jonas", "Ada"),
                        person("Ines", "Mira"),
                        new Person(account("Bob"), "Bob", account("Mira"), true, Set.of(Role.REQUESTER)),
                        new Person(account("Otto"), "Otto", account("Jonas"), false, Set.of(Role.APPROVER)),
                        person("Tim", "Otto"),
                        person("Bea", "Bob"),
                        new Person(account("Xaver"), "Xaver", account("Yara"), false, Set.of(Role.APPROVER)),
                        new Person(account("Yara"), "Yara", account("Xaver"), true, Set.of(Role.REQUESTER)),
                        person("Zoe", "Zoe"),
                        person("Kim", "Xaver"),
                        person("Nora", null),
                        new Person(account("Finn"), "Finn", null, true, Set.of(Role.APPROVER, Role.FINANCE)),
                        new Person(account("Fay"), "Fay", null, true, Set.of(Role.APPROVER, Role.FINANCE)),
                        new Person(account("Fred"), "Fred", null, true, Set.of(Role.APPROVER, Role.FINANCE)),
                        person("Liv", null),
                        person("Paul", null)),
                List.of(
                        centre("IT", "Mira", null),
                        centre("HR", "Jonas", null),
                        centre("OPS", "Otto", null),
                        centre("LAB", "Ines", "IT"),
                        centre("SUB", null, "HR"),
                        centre("TOP", null, null),
                        centre("ZOO", "Zoe", "HR"),
                        centre("BOSS", "Ada", "HR"),
                        centre("RING", null, "GNIR"),
                        centre("GNIR", null, "RING")),
                Map.of(
                        "finance", List.of(account("Finn"), account("Fay"), account("Fred")),
                        "legal", List.of(account("Liv")),
                        "procurement", List.of(account("Paul")),
                        "off", List.of(account("Otto")),
                        "empty", List.of()),
                account(fallback));
    }

    static AccountId account(String name) {
        return new AccountId(id(name));
    }

    /** Reads {@code "8000.00 EUR IT=5000.00 HR=3000.00 #legal @Acme +capital"}: total, charges, categories, vendors, flags. */
    static ApprovalRequest request(String requester, String text) {
        var words = List.of(text.split(" "));
        var total = Money.parse(words.get(1) + " " + words.get(0));
        return new ApprovalRequest(
                Kind.REQUISITION,
                "Chairs",
                account(requester),
                Set.of(),
                Figures.of(total),
                words.stream()
                        .filter(word -> word.contains("="))
                        .map(word -> charge(word.split("="), words.get(1)))
                        .toList(),
                new Traits(
                        Set.copyOf(marked(words, "#")),
                        marked(words, "@").stream()
                                .map(name -> new Vendor(id(name), name))
                                .toList(),
                        marked(words, "+").stream()
                                .map(flag -> Flag.valueOf(flag.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet())));
    }

    private static List<String> marked(List<String> words, String mark) {
        return words.stream()
                .filter(word -> word.startsWith(mark))
                .map(word -> word.substring(1))
                .toList();
    }

    private static Charge charge(String[] codeAndAmount, String currency) {
        return new Charge(
                new CostCentreId(id(codeAndAmount[0])),
                codeAndAmount[0],
                Money.parse(currency + " " + codeAndAmount[1]));
    }

    /** Reads rules, separated by ";": order, approvers, needed, condition. They are numbered from 1. */
    static List<Rule> rules(String text) {
        var numbered = Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
        return Stream.iterate(0, index -> index < numbered.size(), index -> index + 1)
                .map(index -> rule(index + 1, numbered.get(index).split(" ", 4)))
                .toList();
    }

    static String stages(Plan plan) {
        return plan.stages().stream()
                .map(stage -> stage.order() + " " + stage.people())
                .collect(Collectors.joining("; "));
    }

    private static Rule rule(int number, String[] parts) {
        return new Rule(
                number,
                "Rule of " + parts[1],
                parts[3],
                Integer.parseInt(parts[0]),
                Rule.Approvers.of(parts[1].startsWith("person:") ? "person:" + id(parts[1].substring(7)) : parts[1]),
                Rule.Needed.of(parts[2]));
    }

    private static Person person(String name, @Nullable String manager) {
        return new Person(account(name), name, manager == null ? null : account(manager), true, Set.of(Role.APPROVER));
    }

    private static CostCentre centre(String code, @Nullable String owner, @Nullable String parent) {
        return new CostCentre(
                new CostCentreId(id(code)),
                code,
                code,
                owner == null ? null : account(owner),
                parent == null ? null : new CostCentreId(id(parent)));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
