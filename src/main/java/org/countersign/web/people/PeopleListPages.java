package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.PeopleFinder;
import org.countersign.identity.Person;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The list of people, for administrators; nothing waits there. */
@Controller
class PeopleListPages implements Waits {

    private final PeopleFinder finder;
    private final Transactions transactions;
    private final Frames frames;

    PeopleListPages(PeopleFinder finder, Transactions transactions, Frames frames) {
        this.finder = finder;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.PEOPLE;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_PEOPLE);
    }

    @Override
    public List<Act> pages(Actor by) {
        return List.of(Act.open("new", "New person", "/people/new"));
    }

    @GetMapping("/people")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var listing = listing(walk.chosen("view"));
        var list = transactions.read(by, () -> {
            var page = finder.people(listing, walk.after(), Page.USUAL, by);
            return new ListPage(
                    ListPage.Heading.of("People", "Who acts here, with which roles")
                            .with(Act.open("add", "New person", "/people/new").first()),
                    walk.views(List.of(PeopleFinder.Listing.values()), listing, PeopleListPages::words),
                    ListPage.Narrowing.none(),
                    "by login",
                    table(page.rows(), finder.choices(by)),
                    walk.paging(page.rows().size(), "person", "people", page.next()),
                    Optional.empty(),
                    ListPage.Empty.of(
                            "Nobody here",
                            "Who was suspended is listed here and can be restored.",
                            Act.open("all", "All people", "/people?view=all")));
        });
        return Csv.orPage(request, frames.of("People", Place.PEOPLE, by, request), list);
    }

    private static PeopleFinder.Listing listing(String word) {
        return Arrays.stream(PeopleFinder.Listing.values())
                .filter(listing -> Walk.word(listing).equals(word))
                .findFirst()
                .orElse(PeopleFinder.Listing.ACTIVE);
    }

    private static String words(PeopleFinder.Listing listing) {
        return switch (listing) {
            case ACTIVE -> "Active";
            case SUSPENDED -> "Suspended";
            case ALL -> "All";
        };
    }

    private static Table table(List<Person> rows, Map<AccountId, PeopleFinder.Choice> names) {
        var columns = List.of(
                Column.main("Person"),
                Column.text("Login"),
                Column.text("Roles"),
                Column.text("Reports to"),
                Column.state("State"));
        return new Table(
                "People",
                columns,
                rows.stream().map(person -> row(person, names)).toList());
    }

    private static Row row(Person person, Map<AccountId, PeopleFinder.Choice> names) {
        return Row.of(
                Cell.link(person.name(), "/people/" + person.id()),
                Cell.text(person.login()),
                Cell.text(RoleWords.words(person.grants())),
                Cell.text(manager(person, names)),
                person.active() ? Cell.state(Tone.OK, "active") : Cell.state(Tone.STOP, "suspended"));
    }

    static String manager(Person person, Map<AccountId, PeopleFinder.Choice> names) {
        var manager = person.manager();
        return manager == null ? "nobody" : Choices.name(names, manager);
    }
}
