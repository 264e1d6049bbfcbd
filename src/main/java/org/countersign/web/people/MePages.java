package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Keys;
import org.countersign.identity.Organization;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.identity.SignIn;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's own account: for which organisation they act, what they may do there, and their keys. */
@Controller
class MePages {

    private final PeopleFinder finder;
    private final Organizations organizations;
    private final SignIn signIn;
    private final Keys keys;
    private final RoleWords roles;
    private final Transactions transactions;
    private final Frames frames;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // one page speaks of all that a person has
    MePages(
            PeopleFinder finder,
            Organizations organizations,
            SignIn signIn,
            Keys keys,
            RoleWords roles,
            Transactions transactions,
            Frames frames,
            Clock clock) {
        this.finder = finder;
        this.organizations = organizations;
        this.signIn = signIn;
        this.keys = keys;
        this.roles = roles;
        this.transactions = transactions;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/me")
    ModelAndView me(Actor by, HttpServletRequest request) {
        var organization = organizations.organization(by.organization());
        var others = others(by);
        var formats = frames.formats(by);
        return transactions.read(by, () -> {
            var about = About.of("Who you are")
                    .with("Login", finder.person(by.account(), by).login())
                    .with("Organisation", organization.name())
                    .with("Currency", organization.currency().getCode())
                    .with("Time zone", organization.zone().getId());
            return Pages.page(
                    "person/show",
                    new PersonPage(
                            frames.of("Your account", Place.HOME, by, request),
                            document(by, organization),
                            List.of(about, roles.about("Your roles, and what each allows", by.grants(), by)),
                            KeyPages.rows(keys, by.account(), "/me", clock.instant(), formats, by),
                            others,
                            Optional.empty()));
        });
    }

    private List<Act> others(Actor by) {
        return signIn.organizations(by).stream()
                .filter(one -> !one.id().equals(by.organization()))
                .map(one -> Act.post("switch-" + one.id(), one.name(), "/organization")
                        .with("organization", one.id()))
                .toList();
    }

    private static DocumentPage document(Actor by, Organization organization) {
        return new DocumentPage(
                new Crumb("Home", "/"),
                by.name(),
                "",
                "Acts for " + organization.name() + " as " + RoleWords.words(by.grants()),
                Optional.empty(),
                List.of(
                        Act.open("password", "Change password", PasswordPages.ADDRESS),
                        Act.open("key", "New key", "/me/keys/new")),
                List.of(),
                List.of());
    }
}
