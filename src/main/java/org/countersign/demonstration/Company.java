package org.countersign.demonstration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.catalog.ItemId;
import org.countersign.identity.Organization;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Role;
import org.countersign.vendor.VendorId;

/** A demonstration organisation: its people by role and name, and for a buyer its vendors and items. */
final class Company {

    final Organization organization;
    final LocalDate since;
    final Map<String, Actor> people = new LinkedHashMap<>();
    final Map<Role, Actor> firstOf = new LinkedHashMap<>();
    final Map<String, VendorId> vendors = new LinkedHashMap<>();
    final Map<String, ItemId> items = new LinkedHashMap<>();
    final Map<String, String> names = new LinkedHashMap<>();
    final List<String> centres = new ArrayList<>();

    Company(Organization organization, LocalDate since) {
        this.organization = organization;
        this.since = since;
    }

    Actor the(Role role) {
        return Objects.requireNonNull(firstOf.get(role), () -> organization.name() + " has no " + role.word());
    }

    Actor named(String name) {
        return Objects.requireNonNull(people.get(name), () -> organization.name() + " has no " + name);
    }
}
