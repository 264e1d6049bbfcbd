package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.countersign.identity.Keys;
import org.countersign.identity.NewPerson;
import org.countersign.identity.Passwords;
import org.countersign.identity.People;
import org.countersign.identity.PeopleFinder;
import org.countersign.identity.Person;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.FormPage.Group;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The people of the organisation: the list, one person, and what administrators do with them. */
@Controller
class PeoplePages {

    private static final Crumb PEOPLE = new Crumb("People", "/people");
    private final People people;
    private final PeopleFinder finder;
    private final Passwords passwords;
    private final Keys keys;
    private final RoleWords roles;
    private final LifeOf lives;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // one page speaks of all that a person has
    PeoplePages(
            People people,
            PeopleFinder finder,
            Passwords passwords,
            Keys keys,
            RoleWords roles,
            LifeOf lives,
            Transactions transactions,
            Frames frames,
            Forms forms,
            Clock clock) {
        this.people = people;
        this.finder = finder;
        this.passwords = passwords;
        this.keys = keys;
        this.roles = roles;
        this.lives = lives;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/people/{id}")
    ModelAndView show(@PathVariable AccountId id, Actor by, HttpServletRequest request) {
        return page(id, by, request, Optional.empty());
    }

    @GetMapping("/people/new")
    ModelAndView describe(Actor by, HttpServletRequest request) {
        return addForm(Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    /** The password is hashed before the transaction opens: a hash takes longer than a connection should be held. */
    @PostMapping("/people")
    ModelAndView add(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        var form = new Forms.Sent(request, response, by);
        return forms.secret(
                form,
                () -> {
                    by.require(Authority.KEEP_PEOPLE);
                    var password = Optional.of(password(request))
                            .filter(sent -> !sent.isEmpty())
                            .map(passwords::hash);
                    var name = typed.text("name");
                    var id = transactions.act(by, () -> {
                        var person = new NewPerson(
                                name, typed.text("login"), roles.grants(typed, by), account(typed, "manager"));
                        var added = people.add(person, by);
                        password.ifPresent(hash -> people.setPassword(added, hash, by));
                        return added;
                    });
                    return forms.led(form, new Forms.Done("/people/" + id, "Added " + name + "."));
                },
                flash -> addForm(typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/people/{id}/roles")
    ModelAndView describeRoles(@PathVariable AccountId id, Actor by, HttpServletRequest request) {
        var typed =
                transactions.read(by, () -> roles.typed(finder.person(id, by).grants(), by));
        return rolesForm(id, typed, by, request, Optional.empty());
    }

    @PostMapping("/people/{id}/roles")
    ModelAndView changeRoles(
            @PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    people.changeGrants(id, typed.whole("version"), roles.grants(typed, by), by);
                    return new Forms.Done("/people/" + id, "The roles count from now on.");
                },
                flash -> rolesForm(id, typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/people/{id}/manager")
    ModelAndView describeManager(@PathVariable AccountId id, Actor by, HttpServletRequest request) {
        var manager = person(id, by).manager();
        var typed = Typed.proposing(manager == null ? Map.of() : Map.of("manager", manager.toString()));
        return managerForm(id, typed, by, request, Optional.empty());
    }

    @PostMapping("/people/{id}/manager")
    ModelAndView changeManager(
            @PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    people.changeManager(id, typed.whole("version"), account(typed, "manager"), by);
                    return new Forms.Done("/people/" + id, "Changed. Approvals that are under way stay as they are.");
                },
                flash -> managerForm(id, typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/people/{id}/password")
    ModelAndView describePassword(@PathVariable AccountId id, Actor by, HttpServletRequest request) {
        return passwordForm(id, by, request, Optional.empty());
    }

    @PostMapping("/people/{id}/password")
    ModelAndView setPassword(
            @PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var form = new Forms.Sent(request, response, by);
        return forms.secret(
                form,
                () -> {
                    by.require(Authority.KEEP_PEOPLE);
                    var password = passwords.hash(password(request));
                    transactions.act(by, () -> {
                        people.setPassword(id, password, by);
                        return id;
                    });
                    return forms.led(
                            form, new Forms.Done("/people/" + id, "The password is set; older sessions ended."));
                },
                flash -> passwordForm(id, by, request, Optional.of(flash)));
    }

    @PostMapping("/people/{id}/suspension")
    ModelAndView suspend(
            @PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return act(
                id, seen -> people.suspend(id, seen, by), "Suspended: signed out everywhere.", by, request, response);
    }

    @PostMapping("/people/{id}/restoration")
    ModelAndView restore(
            @PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return act(id, seen -> people.restore(id, seen, by), "Restored, with the same roles.", by, request, response);
    }

    private ModelAndView act(
            AccountId id,
            IntConsumer act,
            String sentence,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    act.accept(Typed.of(request).whole("version"));
                    return new Forms.Done("/people/" + id, sentence);
                },
                flash -> page(id, by, request, Optional.of(flash)));
    }

    private Person person(AccountId id, Actor by) {
        by.require(Authority.KEEP_PEOPLE);
        return transactions.read(by, () -> finder.person(id, by));
    }

    private ModelAndView page(AccountId id, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_PEOPLE);
        var formats = frames.formats(by);
        return transactions.read(by, () -> {
            var person = finder.person(id, by);
            var about = About.of("Who it is")
                    .with("Login", person.login())
                    .with("Reports to", PeopleListPages.manager(person, finder.choices(by)));
            return Pages.page(
                    "person/show",
                    new PersonPage(
                            frames.of(person.name(), Place.PEOPLE, by, request, flash),
                            document(person),
                            List.of(about, roles.about("Roles, and what each allows", person.grants(), by)),
                            KeyPages.rows(keys, id, "/people/" + id, clock.instant(), formats, by),
                            List.of(),
                            Optional.of(lives.life(DocumentRef.of("person", id), "Life", by))));
        });
    }

    private static DocumentPage document(Person person) {
        return new DocumentPage(
                PEOPLE,
                person.name(),
                "",
                person.active() ? "Acts here as " + RoleWords.words(person.grants()) : "Suspended: may do nothing here",
                Optional.empty(),
                acts(person),
                List.of(),
                List.of());
    }

    private static List<Act> acts(Person person) {
        var address = "/people/" + person.id();
        var acts = new ArrayList<Act>();
        if (!person.active()) {
            acts.add(Act.confirm("restore", "Restore", address + "/restoration", "They may act again, as before.")
                    .with("version", person.version())
                    .first());
        }
        acts.add(Act.open("roles", "Change roles", address + "/roles"));
        acts.add(Act.open("manager", "Change manager", address + "/manager"));
        acts.add(Act.open("password", "Set a password", address + "/password"));
        acts.add(Act.open("key", "New key", address + "/keys/new"));
        if (person.active()) {
            acts.add(Act.confirm(
                            "suspend",
                            "Suspend",
                            address + "/suspension",
                            "They are signed out at once and asked nothing new; what they did stays.")
                    .with("version", person.version()));
        }
        return acts;
    }

    private ModelAndView addForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        by.require(Authority.KEEP_PEOPLE);
        var who = new Group(
                "Who it is",
                typed.in(
                        flash,
                        Field.text("name", "Name").needed(),
                        Field.text("login", "Login").needed().help("Such as an e-mail address"),
                        managerField(null, by)));
        var password = new Group(
                "How they sign in",
                List.of(passwordField()
                        .help("At least 12 characters; leave it empty for a login that this installation knows")));
        return new FormPage(
                        frames.of("New person", Place.PEOPLE, by, request, flash),
                        PEOPLE,
                        "They may sign in and act as soon as they are added.",
                        "/people",
                        "Add the person",
                        Stream.concat(Stream.of(who, password), RoleWords.groups(typed, flash).stream())
                                .toList(),
                        Map.of())
                .shown();
    }

    private ModelAndView rolesForm(
            AccountId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var person = person(id, by);
        return new FormPage(
                        frames.of("Roles of " + person.name(), Place.PEOPLE, by, request, flash),
                        crumb(person),
                        "They count at once. A role without cost centres is for the whole organisation.",
                        "/people/" + id + "/roles",
                        "Change the roles",
                        RoleWords.groups(typed, flash),
                        Map.of())
                .seeing(typed, person.version())
                .shown();
    }

    private ModelAndView managerForm(
            AccountId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var person = person(id, by);
        return FormPage.of(
                        frames.of("Manager of " + person.name(), Place.PEOPLE, by, request, flash),
                        crumb(person),
                        "Approvals that ask the manager go there from now on.",
                        "/people/" + id + "/manager",
                        "Change the manager",
                        typed.in(flash, managerField(id, by)))
                .seeing(typed, person.version())
                .shown();
    }

    private ModelAndView passwordForm(AccountId id, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var person = person(id, by);
        return FormPage.of(
                        frames.of("Password of " + person.name(), Place.PEOPLE, by, request, flash),
                        crumb(person),
                        "Every session of theirs ends; they sign in anew with it.",
                        "/people/" + id + "/password",
                        "Set the password",
                        List.of(passwordField().needed().help("At least 12 characters")))
                .shown();
    }

    private static Crumb crumb(Person person) {
        return new Crumb(person.name(), "/people/" + person.id());
    }

    private static Field passwordField() {
        return Field.of(Field.Kind.PASSWORD, "password", "Password");
    }

    private Field managerField(@Nullable AccountId of, Actor by) {
        return Field.choice(
                        "manager", "Reports to", Choices.active(transactions.read(by, () -> finder.choices(by)), of))
                .help("Decides what they ask for, where a rule says so");
    }

    /** As it was typed: a password may begin or end with a space. */
    private static String password(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("password")).orElse("");
    }

    private static @Nullable AccountId account(Typed typed, String name) {
        return typed.text(name).isEmpty() ? null : new AccountId(typed.id(name));
    }
}
