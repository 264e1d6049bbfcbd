package org.countersign.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Makes what stands around a page, for the person who asks: navigation with counts, theme, form token, what was said. */
@Component
public class Frames {

    static final String SAID = "countersign-said";
    private static final Duration COUNTED_FOR = Duration.ofSeconds(15);
    private static final int PEOPLE_REMEMBERED = 1_000;

    private final ObjectProvider<Waits> waits;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Clock clock;
    private final Map<Actor, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(Map<Place, Integer> places, Instant at) {}

    /** The places are asked for late, because their pages know this maker themselves. */
    Frames(ObjectProvider<Waits> waits, Organizations organizations, Transactions transactions, Clock clock) {
        this.waits = waits;
        this.organizations = organizations;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Frame of(String title, Place place, Actor by, HttpServletRequest request) {
        var frame = Frame.of(title, place, visitor(by), theme(request), csrf(request));
        return said(request).map(frame::saying).orElse(frame);
    }

    /** The frame with a refusal on it, for a form that is shown again. */
    public Frame of(String title, Place place, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = of(title, place, by, request);
        return flash.map(frame::saying).orElse(frame);
    }

    /** Who looks at the page, with the places that are theirs. */
    public Visitor visitor(Actor by) {
        return new Visitor(
                by.name(), organizations.organization(by.organization()).name(), places(by));
    }

    /** Dates and figures as the person's organisation writes them. */
    public Formats formats(Actor by) {
        var organization = organizations.organization(by.organization());
        return new Formats(organization.locale(), organization.zone());
    }

    public static Theme theme(HttpServletRequest request) {
        return cookie(request, Theme.COOKIE).map(Theme::of).orElse(Theme.SYSTEM);
    }

    public static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private Map<Place, Integer> places(Actor by) {
        var now = clock.instant();
        var known = counted.get(by);
        if (known != null && known.at().plus(COUNTED_FOR).isAfter(now)) {
            return known.places();
        }
        var places = new EnumMap<Place, Integer>(Place.class);
        transactions.read(by, () -> {
            waits.stream().filter(one -> one.isOpenTo(by)).forEach(one -> places.put(one.place(), one.waitingFor(by)));
            return true;
        });
        if (counted.size() >= PEOPLE_REMEMBERED) {
            counted.clear();
        }
        counted.put(by, new Counted(Map.copyOf(places), now));
        return places;
    }

    /** After an act the counts are asked anew. */
    void forget(Actor by) {
        counted.remove(by);
    }

    private static Optional<Flash> said(HttpServletRequest request) {
        return cookie(request, SAID)
                .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                .map(Flash::done);
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Stream.of(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
