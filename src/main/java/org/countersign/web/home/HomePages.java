package org.countersign.web.home;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The home page. */
@Controller
class HomePages implements Waits {

    private final List<Tiles> parts;
    private final Transactions transactions;
    private final Frames frames;

    HomePages(List<Tiles> parts, Transactions transactions, Frames frames) {
        this.parts = List.copyOf(parts);
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.HOME;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }

    /** What is everybody's, whatever they may do. */
    @Override
    public List<Act> pages(Actor by) {
        return List.of(
                Act.open("me", "Your account", "/me"),
                Act.open("password", "Change password", "/me/password"),
                Act.open("key", "New key for a program", "/me/keys/new"),
                Act.open("api", "API for programs", "/api"));
    }

    @GetMapping("/")
    ModelAndView show(Actor by, HttpServletRequest request) {
        var formats = frames.formats(by);
        var found = transactions.read(
                by,
                () -> new Found(
                        parts.stream()
                                .flatMap(part -> part.tiles(by, formats).stream())
                                .sorted(Comparator.comparing((Tiles.Tile tile) -> !tile.urgent())
                                        .thenComparingInt(Tiles.Tile::order))
                                .toList(),
                        parts.stream()
                                .flatMap(part -> part.latest(by, formats).stream())
                                .toList()));
        var greeting = found.tiles().stream().anyMatch(Tiles.Tile::urgent)
                ? "This waits for you"
                : "Nothing waits for you right now";
        return Pages.page(
                "home/show",
                new HomePage(
                        frames.of("Home", Place.HOME, by, request),
                        greeting,
                        found.tiles(),
                        found.latest(),
                        steps(by)));
    }

    private record Found(List<Tiles.Tile> tiles, List<Tiles.Latest> latest) {}

    private static List<HomePage.Step> steps(Actor by) {
        var steps = new ArrayList<HomePage.Step>();
        if (by.may(Authority.WRITE_REQUISITIONS)) {
            steps.add(new HomePage.Step(
                    "Write a requisition",
                    "From the catalogue or in your own words; see who will decide before you send it.",
                    "/requisitions/new"));
        }
        if (by.may(Authority.RECEIVE_GOODS)) {
            steps.add(new HomePage.Step(
                    "Receive goods", "Find the order by number, vendor or article.", "/orders?view=to_receive"));
        }
        if (by.may(Authority.ENTER_INVOICES)) {
            steps.add(
                    new HomePage.Step("Enter an invoice", "Typed in, or as an electronic document.", "/invoices/new"));
        }
        if (by.may(Authority.PROPOSE_PAYMENTS)) {
            steps.add(new HomePage.Step(
                    "Propose payments", "What is due, what is blocked and why.", "/payment-proposals/new"));
        }
        if (by.may(Authority.KEEP_PEOPLE)) {
            steps.add(new HomePage.Step(
                    "Add a person", "With their roles, for everything or for some cost centres.", "/people/new"));
        }
        return steps;
    }
}
