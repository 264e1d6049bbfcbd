package org.countersign.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.Page;
import org.countersign.kernel.Role;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Done;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People over HTTP; the ETag of a person is asked for by every change. */
@RestController
@Chapter(value = "People", about = "Who works here, in which roles")
@RequestMapping("/api/v1/people")
class PeopleResource {

    private final People people;
    private final PeopleFinder finder;
    private final Passwords passwords;
    private final Edge edge;
    private final Transactions transactions;

    PeopleResource(People people, PeopleFinder finder, Passwords passwords, Edge edge, Transactions transactions) {
        this.people = people;
        this.finder = finder;
        this.passwords = passwords;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** A role, limited to cost centres where any are named. */
    record RoleGrant(Role role, @Nullable Set<CostCentreId> costCentres) {

        Grant grant() {
            return new Grant(role, costCentres == null ? Set.of() : costCentres);
        }
    }

    /** Without a manager the person reports to nobody. */
    record Addition(
            String name,
            String login,
            List<RoleGrant> grants,
            @Nullable AccountId manager) {

        NewPerson person() {
            return new NewPerson(
                    name, login, grants.stream().map(RoleGrant::grant).toList(), manager);
        }
    }

    /** Absent = reports to nobody. */
    record NewManager(@Nullable AccountId manager) {}

    record NewPassword(String password) {}

    record Members(Set<AccountId> members) {}

    @Does(value = "Lists the people of the organisation", needs = Authority.KEEP_PEOPLE)
    @GetMapping
    ResponseEntity<List<Person>> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "" + Page.USUAL) int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> finder.people(after, Page.size(size), by)), request);
    }

    @Does(value = "Adds a person with roles", needs = Authority.KEEP_PEOPLE)
    @PostMapping
    Answered<Created<Person>> add(@RequestBody Addition addition, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = people.add(addition.person(), by);
            return Answer.created("/api/v1/people/" + id, finder.person(id, by));
        });
    }

    @Does(value = "Shows a person with roles and manager", needs = Authority.KEEP_PEOPLE)
    @GetMapping("/{id}")
    ResponseEntity<Person> one(@PathVariable AccountId id, Actor by) {
        var person = transactions.read(by, () -> finder.person(id, by));
        return Edge.tagged(person.version(), person);
    }

    @Does(value = "Sets the roles of a person", needs = Authority.KEEP_PEOPLE)
    @PutMapping("/{id}/grants")
    Answered<Ok<Person>> changeGrants(
            @PathVariable AccountId id,
            @RequestBody List<RoleGrant> grants,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        var asked = grants.stream().map(RoleGrant::grant).toList();
        return edge.act(by, request, () -> Answer.ok(people.changeGrants(id, seen, asked, by)));
    }

    @Does(value = "Sets whom a person reports to", needs = Authority.KEEP_PEOPLE)
    @PutMapping("/{id}/manager")
    Answered<Ok<Person>> changeManager(
            @PathVariable AccountId id,
            @RequestBody NewManager change,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(by, request, () -> Answer.ok(people.changeManager(id, seen, change.manager(), by)));
    }

    @Does(value = "Suspends a person: no key or sign-in works any more", needs = Authority.KEEP_PEOPLE)
    @PostMapping("/{id}/suspension")
    Answered<Ok<Person>> suspend(
            @PathVariable AccountId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(by, request, () -> Answer.ok(people.suspend(id, seen, by)));
    }

    @Does(value = "Lets a suspended person in again", needs = Authority.KEEP_PEOPLE)
    @PostMapping("/{id}/restoration")
    Answered<Ok<Person>> restore(
            @PathVariable AccountId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(by, request, () -> Answer.ok(people.restore(id, seen, by)));
    }

    /** Takes no idempotency key: a fast hash of the password must not be kept, and setting it twice is setting it once. */
    @Does(value = "Sets the password of a person", needs = Authority.KEEP_PEOPLE)
    @PutMapping("/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable AccountId id, @RequestBody NewPassword asked, Actor by) {
        by.require(Authority.KEEP_PEOPLE);
        var password = passwords.hash(asked.password());
        transactions.act(by, () -> {
            people.setPassword(id, password, by);
            return id;
        });
    }

    @Does(value = "Lists the approver groups with their members", needs = Authority.KEEP_PEOPLE)
    @GetMapping("/groups")
    Map<String, Set<AccountId>> groups(Actor by) {
        return transactions.read(by, () -> finder.groups(by));
    }

    @Does(value = "Sets the members of an approver group", needs = Authority.KEEP_PEOPLE)
    @PutMapping("/groups/{name}")
    Answered<Done> changeGroup(
            @PathVariable String name, @RequestBody Members change, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            people.changeGroup(name, change.members(), by);
            return Answer.done();
        });
    }
}
