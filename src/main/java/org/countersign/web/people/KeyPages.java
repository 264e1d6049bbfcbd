package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.KeyId;
import org.countersign.identity.Keys;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table.Cell;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Keys for programs: one's own, and for who keeps people everybody's. A key's text is shown once, by the answer. */
@Controller
class KeyPages {

    private final Keys keys;
    private final PeopleFinder people;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;
    private final Clock clock;

    KeyPages(Keys keys, PeopleFinder people, Transactions transactions, Frames frames, Forms forms, Clock clock) {
        this.keys = keys;
        this.people = people;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/me/keys/new")
    ModelAndView describeOwn(Actor by, HttpServletRequest request) {
        return form(own(by), Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping("/me/keys")
    ModelAndView makeOwn(Actor by, HttpServletRequest request, HttpServletResponse response) {
        return make(own(by), by, request, response);
    }

    @PostMapping("/me/keys/{key}/revocation")
    ModelAndView revokeOwn(
            @PathVariable KeyId key, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return revoke(own(by), key, by, request, response);
    }

    @GetMapping("/people/{id}/keys/new")
    ModelAndView describe(@PathVariable AccountId id, Actor by, HttpServletRequest request) {
        return form(of(id, by), Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping("/people/{id}/keys")
    ModelAndView make(@PathVariable AccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return make(of(id, by), by, request, response);
    }

    @PostMapping("/people/{id}/keys/{key}/revocation")
    ModelAndView revoke(
            @PathVariable AccountId id,
            @PathVariable KeyId key,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return revoke(of(id, by), key, by, request, response);
    }

    /** The person's keys, newest first. Asked inside a read. */
    static List<KeyRow> rows(Keys keys, AccountId person, String address, Instant now, Formats formats, Actor by) {
        return keys.keys(by).stream()
                .filter(key -> key.person().equals(person))
                .map(key -> row(key, address, now, formats))
                .toList();
    }

    private static KeyRow row(Keys.Key key, String address, Instant now, Formats formats) {
        var used = key.touchedAt();
        var state = state(key, now, formats);
        var revoke = Act.confirm(
                "revoke-" + key.id(),
                "Revoke",
                address + "/keys/" + key.id() + "/revocation",
                "Programs that use " + key.name() + " are refused at once, for good.");
        return new KeyRow(
                key.name(),
                formats.moment(key.createdAt()),
                used == null ? "never" : formats.moment(used),
                state,
                state.tone() == Tone.OK ? Optional.of(revoke) : Optional.empty());
    }

    private static Cell.State state(Keys.Key key, Instant now, Formats formats) {
        var ends = key.expiresAt();
        if (key.revokedAt() != null) {
            return new Cell.State(Tone.STOP, "revoked");
        }
        if (ends == null) {
            return new Cell.State(Tone.OK, "works");
        }
        return ends.isAfter(now)
                ? new Cell.State(Tone.OK, "works until " + formats.moment(ends))
                : new Cell.State(Tone.IDLE, "ended");
    }

    /** Whose key, and where their keys are listed. */
    private record Owner(AccountId person, Crumb page, Place place) {

        String address() {
            return page.href();
        }
    }

    private static Owner own(Actor by) {
        return new Owner(by.account(), new Crumb("Your account", "/me"), Place.HOME);
    }

    private Owner of(AccountId id, Actor by) {
        var name = transactions.read(by, () -> people.person(id, by)).name();
        return new Owner(id, new Crumb(name, "/people/" + id), Place.PEOPLE);
    }

    private ModelAndView make(Owner owner, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.secret(
                new Forms.Sent(request, response, by),
                () -> {
                    var ends = typed.findDate("ends")
                            .map(day -> end(day, frames.formats(by)))
                            .orElse(null);
                    var made = transactions.act(by, () -> keys.make(owner.person(), typed.text("name"), ends, by));
                    return Pages.page(
                            "person/key",
                            new KeyPage(
                                    frames.of("The new key", owner.place(), by, request),
                                    made.key().name(),
                                    made.text(),
                                    owner.page()));
                },
                flash -> form(owner, typed, by, request, Optional.of(flash)));
    }

    /** A key works through its last day, as the organisation counts days. */
    private static Instant end(LocalDate day, Formats formats) {
        return day.plusDays(1).atStartOfDay(formats.zone()).toInstant();
    }

    private ModelAndView revoke(
            Owner owner, KeyId key, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    keys.revoke(key, by);
                    return new Forms.Done(owner.address(), "Revoked: the key opens nothing any more.");
                },
                flash -> Pages.message(
                        frames.of("Keys", owner.place(), by, request, Optional.of(flash)),
                        ListPage.Empty.of(
                                "The key was not revoked",
                                flash.sentence(),
                                Act.open("back", owner.page().words(), owner.address()))));
    }

    private ModelAndView form(Owner owner, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var today = frames.formats(by)
                .date(LocalDate.now(clock.withZone(frames.formats(by).zone())));
        return FormPage.of(
                        frames.of("New key", owner.place(), by, request, flash),
                        owner.page(),
                        "A program that sends the key acts as its person. It is shown once.",
                        owner.address() + "/keys",
                        "Make the key",
                        typed.in(
                                flash,
                                Field.text("name", "Name").needed().help("Which program it is for"),
                                Field.date("ends", "Last day")
                                        .help("Today is " + today + "; without one it works until it is revoked")))
                .shown();
    }
}
