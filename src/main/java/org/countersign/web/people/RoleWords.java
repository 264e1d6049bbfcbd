package org.countersign.web.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.identity.CostCentreFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.web.About;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage.Group;
import org.countersign.web.Typed;
import org.springframework.stereotype.Component;

/** Roles with their limits, as words and as the fields of a form. */
@Component
class RoleWords {

    private final CostCentreFinder costCentres;

    RoleWords(CostCentreFinder costCentres) {
        this.costCentres = costCentres;
    }

    /** Each role with what it allows and where. Asked inside a read. */
    About about(String title, Collection<Grant> grants, Actor by) {
        var codes = costCentres.codes(by);
        var about = About.of(title);
        for (var grant : sorted(grants)) {
            about = about.with(grant.role().word(), allowed(grant.role()) + where(grant, codes));
        }
        return grants.isEmpty() ? about.with("None", "may look at what is everybody's, and do nothing") : about;
    }

    static String words(Collection<Grant> grants) {
        return grants.isEmpty()
                ? "none"
                : sorted(grants).stream()
                        .map(grant -> grant.role().word() + (grant.costCentres().isEmpty() ? "" : " (limited)"))
                        .collect(Collectors.joining(", "));
    }

    /** What the fields hold for these grants. Asked inside a read. */
    Typed typed(Collection<Grant> grants, Actor by) {
        var codes = costCentres.codes(by);
        var values = grants.stream().collect(Collectors.toMap(grant -> name(grant.role()), _ -> "true"));
        grants.forEach(grant -> values.put(limit(grant.role()), codes(grant, codes)));
        return Typed.proposing(values);
    }

    static List<Group> groups(Typed typed, Optional<Flash> flash) {
        var roles = Arrays.stream(Role.values())
                .map(role -> Field.of(Field.Kind.YES, name(role), role.word()).help("May " + allowed(role) + "."))
                .toArray(Field[]::new);
        var limits = Arrays.stream(Role.values())
                .map(role -> Field.text(limit(role), role.word()).help("Codes with commas between"))
                .toArray(Field[]::new);
        return List.of(
                new Group("Roles", typed.in(flash, roles)),
                new Group("Only for some cost centres", typed.in(flash, limits)));
    }

    /** The grants that were ticked; a limit of a role that was not is refused rather than lost. */
    List<Grant> grants(Typed typed, Actor by) {
        var ids = costCentres.codes(by).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var grants = new ArrayList<Grant>();
        for (var role : Role.values()) {
            var limits = limits(role, typed, ids);
            if (typed.yes(name(role))) {
                grants.add(new Grant(role, limits));
            } else {
                Refusal.unless(
                        limits.isEmpty(),
                        () -> Refusal.rule(
                                "limit-without-role",
                                "Tick the role " + role.word() + " too, or leave its cost centres empty.",
                                Refusal.Facts.of("field", limit(role))));
            }
        }
        return grants;
    }

    private static Set<CostCentreId> limits(Role role, Typed typed, Map<String, CostCentreId> ids) {
        return typed.each(limit(role)).stream()
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .map(code -> Optional.ofNullable(ids.get(code))
                        .orElseThrow(() -> Refusal.rule(
                                "cost-centre-unknown",
                                "There is no cost centre " + code + ".",
                                Refusal.Facts.of("field", limit(role)).and("actual", code))))
                .collect(Collectors.toSet());
    }

    private static String allowed(Role role) {
        return Arrays.stream(Authority.values())
                .filter(authority -> authority.goesWith(role))
                .map(Authority::words)
                .collect(Collectors.joining("; "));
    }

    private static String where(Grant grant, Map<CostCentreId, String> codes) {
        return grant.costCentres().isEmpty() ? "" : " – only for " + codes(grant, codes);
    }

    private static String codes(Grant grant, Map<CostCentreId, String> codes) {
        return grant.costCentres().stream()
                .map(id -> codes.getOrDefault(id, id.toString()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static List<Grant> sorted(Collection<Grant> grants) {
        return grants.stream().sorted(Comparator.comparing(Grant::role)).toList();
    }

    private static String name(Role role) {
        return "role-" + role.code();
    }

    private static String limit(Role role) {
        return "only-" + role.code();
    }
}
