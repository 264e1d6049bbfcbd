package org.countersign.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.identity.Organization;
import org.countersign.identity.Passwords;
import org.countersign.identity.SessionCookie;
import org.countersign.identity.SetUp;
import org.countersign.identity.SignIn;
import org.countersign.kernel.Actor;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Ids;
import org.countersign.platform.Installation;
import org.countersign.platform.Problems;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in and out. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final SetUp setUp;
    private final Passwords passwords;
    private final Ids ids;
    private final Installation installation;

    SignInPages(SignIn signIn, SetUp setUp, Passwords passwords, Ids ids, Installation installation) {
        this.signIn = signIn;
        this.setUp = setUp;
        this.passwords = passwords;
        this.ids = ids;
        this.installation = installation;
    }

    @GetMapping("/sign-in")
    ModelAndView show(@RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        return page(next, "", request, Optional.empty());
    }

    @PostMapping("/sign-in")
    ModelAndView enter(
            @RequestParam String login,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            SessionCookie.set(request, response, signIn.signIn(login, password));
            return new ModelAndView("redirect:" + ofOurs(next), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            response.setStatus(Problems.of(refusal).status());
            return page(next, login, request, Optional.of(Flash.of(refusal)));
        }
    }

    @PostMapping("/logout")
    ModelAndView leave(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.token(request).ifPresent(signIn::signOut);
        SessionCookie.clear(request, response);
        return new ModelAndView("redirect:/sign-in", HttpStatus.SEE_OTHER);
    }

    @PostMapping("/organization")
    ModelAndView choose(@RequestParam OrganizationId organization, Actor by, HttpServletRequest request) {
        SessionCookie.token(request).ifPresent(token -> signIn.switchTo(organization, token, by));
        return new ModelAndView("redirect:/", HttpStatus.SEE_OTHER);
    }

    @GetMapping("/set-up/{token}")
    ModelAndView setUp(@PathVariable String token, HttpServletRequest request) {
        return setUpPage(token, Founding.empty(), request, Optional.empty());
    }

    @PostMapping("/set-up/{token}")
    ModelAndView found(
            @PathVariable String token, Founding founding, HttpServletRequest request, HttpServletResponse response) {
        try {
            setUp.complete(
                    token,
                    founding.organization(new OrganizationId(ids.next())),
                    founding.name(),
                    founding.login(),
                    passwords.hash(founding.password()));
            return new ModelAndView("redirect:/sign-in", HttpStatus.SEE_OTHER);
        } catch (IllegalCurrencyException | DateTimeException e) {
            response.setStatus(422);
            return setUpPage(
                    token,
                    founding,
                    request,
                    Optional.of(Flash.of(Refusal.rule("unreadable", "Currency or time zone is unknown."))));
        } catch (Refusal refusal) {
            response.setStatus(Problems.of(refusal).status());
            return setUpPage(token, founding, request, Optional.of(Flash.of(refusal)));
        }
    }

    /** What the set-up form says. */
    record Founding(
            String organization,
            String currency,
            String zone,
            String country,
            String name,
            String login,
            String password) {

        static Founding empty() {
            return new Founding("", "EUR", "Europe/Berlin", "DE", "", "", "");
        }

        Organization organization(OrganizationId id) {
            var code = country.toUpperCase(Locale.ROOT);
            return new Organization(
                    id,
                    organization,
                    true,
                    true,
                    CurrencyUnit.of(currency),
                    ZoneId.of(zone),
                    Locale.UK,
                    new Organization.Registration("", ""),
                    Organization.Endpoint.NONE,
                    new Organization.Address("", "", "", code),
                    Organization.Bank.NONE);
        }
    }

    private ModelAndView page(String next, String login, HttpServletRequest request, Optional<Flash> flash) {
        var hint = installation.demonstration()
                ? "In the demonstration every password is on the terminal and in demo.json."
                : "";
        return Pages.page(
                "signin/show",
                new SignInPage(Frames.theme(request), Frames.csrf(request), ofOurs(next), login, hint, flash));
    }

    private static ModelAndView setUpPage(
            String token, Founding founding, HttpServletRequest request, Optional<Flash> flash) {
        return Pages.page(
                "signin/setup",
                new SetUpPage(
                        Frames.theme(request),
                        Frames.csrf(request),
                        token,
                        List.of(
                                Field.text("organization", "Organisation")
                                        .value(founding.organization())
                                        .needed(),
                                Field.text("currency", "Currency")
                                        .value(founding.currency())
                                        .needed()
                                        .help("ISO 4217, such as EUR"),
                                Field.text("zone", "Time zone")
                                        .value(founding.zone())
                                        .needed()
                                        .help("IANA name, such as Europe/Berlin"),
                                Field.text("country", "Country")
                                        .value(founding.country())
                                        .needed()
                                        .help("Two letters, such as DE"),
                                Field.text("name", "Your name")
                                        .value(founding.name())
                                        .needed(),
                                Field.text("login", "Login")
                                        .value(founding.login())
                                        .needed(),
                                Field.of(Field.Kind.PASSWORD, "password", "Password")
                                        .needed()
                                        .help("At least 12 characters")),
                        flash));
    }

    /** Only addresses of ours are gone to: a path, never another host. */
    private static String ofOurs(String next) {
        return next.startsWith("/") && !next.startsWith("//") && !next.contains("\\") ? next : "/";
    }
}
