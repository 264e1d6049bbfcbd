package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.identity.People;
import org.countersign.identity.PeopleFinder;
import org.countersign.identity.PeopleFinder.Choice;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Approver groups: the list, and the form that says who is in one. Approval rules ask groups by their name. */
@Controller
class GroupPages implements Waits {

    private static final Crumb GROUPS = new Crumb("Approver groups", "/groups");
    private static final Act NEW = Act.open("new", "New group", "/groups/new");
    private static final String MEMBER = "member.";

    private final People people;
    private final PeopleFinder finder;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    GroupPages(People people, PeopleFinder finder, Transactions transactions, Frames frames, Forms forms) {
        this.people = people;
        this.finder = finder;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @Override
    public Place place() {
        return Place.GROUPS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_PEOPLE);
    }

    @Override
    public List<Act> pages(Actor by) {
        return List.of(NEW);
    }

    @GetMapping("/groups")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var list = transactions.read(by, () -> {
            var groups = new TreeMap<>(finder.groups(by));
            return new ListPage(
                    ListPage.Heading.of("Approver groups", "Whom approval rules ask by the name of a group")
                            .with(NEW.first()),
                    List.of(),
                    ListPage.Narrowing.none(),
                    "by name",
                    table(groups, finder.choices(by)),
                    Walk.of(request).paging(groups.size(), "group", "groups", Optional.empty()),
                    Optional.empty(),
                    ListPage.Empty.of(
                            "No groups yet",
                            "A rule that asks a group finds nobody until somebody is in it; then the named owner decides.",
                            NEW.first()));
        });
        return Csv.orPage(request, frames.of("Approver groups", Place.GROUPS, by, request), list);
    }

    private static Table table(Map<String, Set<AccountId>> groups, Map<AccountId, Choice> names) {
        return new Table(
                "Approver groups",
                List.of(Column.main("Group"), Column.text("Members"), Column.state("Standing")),
                groups.entrySet().stream()
                        .map(group -> row(group.getKey(), group.getValue(), names))
                        .toList());
    }

    private static Row row(String name, Set<AccountId> members, Map<AccountId, Choice> names) {
        var active = members.stream()
                .filter(member -> names.containsKey(member) && names.get(member).active())
                .count();
        return Row.of(
                Cell.link(name, address(name)),
                Cell.text(members.stream()
                        .map(member -> Choices.name(names, member))
                        .sorted()
                        .collect(Collectors.joining(", "))),
                active == 0
                        ? Cell.state(Tone.STOP, "Nobody may act")
                        : Cell.state(Tone.OK, active == 1 ? "1 may act" : active + " may act"));
    }

    private static String address(String name) {
        return "/groups/members?group=" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }

    @GetMapping("/groups/new")
    ModelAndView describe(Actor by, HttpServletRequest request) {
        return newForm(Typed.nothing(), by, request, Optional.empty());
    }

    @PostMapping("/groups")
    ModelAndView make(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> begin(typed.text("name"), typed, by),
                flash -> newForm(typed, by, request, Optional.of(flash)));
    }

    private Forms.Done begin(String name, Typed typed, Actor by) {
        Refusal.unless(
                !finder.groups(by).containsKey(name.strip()),
                () -> Refusal.conflict(
                        "group-exists",
                        "There is a group of this name; change its members instead.",
                        Refusal.Facts.of("field", "name")));
        return change(name, typed, by);
    }

    @GetMapping("/groups/members")
    ModelAndView show(@RequestParam("group") String name, Actor by, HttpServletRequest request) {
        var members = transactions.read(by, () -> members(name, by));
        var values = new LinkedHashMap<String, String>();
        members.forEach(member -> values.put(MEMBER + member, "true"));
        return form(name, Typed.proposing(values), by, request, Optional.empty());
    }

    @PostMapping("/groups/members")
    ModelAndView change(
            @RequestParam("group") String name, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> change(name, typed, by),
                flash -> form(name, typed, by, request, Optional.of(flash)));
    }

    private Forms.Done change(String name, Typed typed, Actor by) {
        var members = typed.keys(MEMBER).stream()
                .map(UUID::fromString)
                .map(AccountId::new)
                .toList();
        people.changeGroup(name, members, by);
        return new Forms.Done(
                "/groups",
                members.isEmpty()
                        ? "Nobody is in " + name + " any more, so it is no group."
                        : "Kept: rules that ask " + name + " ask its members from now on.");
    }

    private Set<AccountId> members(String name, Actor by) {
        return Optional.ofNullable(finder.groups(by).get(name)).orElseThrow(() -> new NotFound("group", name));
    }

    private ModelAndView newForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_PEOPLE);
        var fields = new ArrayList<Field>();
        fields.add(Field.text("name", "Name").needed().help("Rules ask it by this name; it stays"));
        fields.addAll(memberFields(typed, by));
        return FormPage.of(
                        frames.of("New approver group", Place.GROUPS, by, request, flash),
                        GROUPS,
                        "Choose who is in it; each may decide for the group.",
                        "/groups",
                        "Make the group",
                        typed.in(flash, fields.toArray(Field[]::new)))
                .shown();
    }

    private ModelAndView form(String name, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_PEOPLE);
        return FormPage.of(
                        frames.of(name, Place.GROUPS, by, request, flash),
                        GROUPS,
                        "Requests that wait already keep whom they asked. Without members it is no group any more.",
                        address(name),
                        "Keep the members",
                        typed.in(flash, memberFields(typed, by).toArray(Field[]::new)))
                .shown();
    }

    /** Everybody who may act, and who is in the group though suspended. */
    private List<Field> memberFields(Typed typed, Actor by) {
        return transactions.read(by, () -> finder.choices(by)).entrySet().stream()
                .filter(person -> person.getValue().active() || typed.yes(MEMBER + person.getKey()))
                .map(person -> Field.of(
                        Field.Kind.YES,
                        MEMBER + person.getKey(),
                        person.getValue().name() + (person.getValue().active() ? "" : ", suspended")))
                .toList();
    }
}
