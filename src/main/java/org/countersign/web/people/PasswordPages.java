package org.countersign.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.countersign.identity.OwnPassword;
import org.countersign.identity.SessionCookie;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Place;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form in which people change their own password; nothing typed in it is ever shown again. */
@Controller
class PasswordPages {

    static final String ADDRESS = "/me/password";

    private final OwnPassword passwords;
    private final Frames frames;
    private final Forms forms;

    PasswordPages(OwnPassword passwords, Frames frames, Forms forms) {
        this.passwords = passwords;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping(ADDRESS)
    ModelAndView form(Actor by, HttpServletRequest request) {
        return form(by, request, Optional.empty());
    }

    @PostMapping(ADDRESS)
    ModelAndView change(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var form = new Forms.Sent(request, response, by);
        return forms.secret(
                form,
                () -> {
                    var next = secret(request, "next");
                    Refusal.unless(
                            next.equals(secret(request, "again")),
                            () -> Refusal.rule(
                                    "passwords-differ",
                                    "The new password was not typed the same twice.",
                                    Refusal.Facts.of("field", "again")));
                    passwords.change(secret(request, "present"), next, SessionCookie.token(request), by);
                    return forms.led(
                            form,
                            new Forms.Done("/me", "Your password is changed; you are signed out everywhere else."));
                },
                flash -> form(by, request, Optional.of(flash)));
    }

    /** As it was typed, spaces included. */
    private static String secret(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    private ModelAndView form(Actor by, HttpServletRequest request, Optional<Flash> flash) {
        return FormPage.of(
                        frames.of("Change password", Place.HOME, by, request, flash),
                        new Crumb("Your account", "/me"),
                        "Everybody who is signed in as you elsewhere is signed out. Keys for programs go on working.",
                        ADDRESS,
                        "Change the password",
                        Typed.nothing()
                                .in(
                                        flash,
                                        password("present", "Present password"),
                                        password("next", "New password").help("12 to 200 characters"),
                                        password("again", "New password once more")))
                .shown();
    }

    private static Field password(String name, String label) {
        return Field.of(Field.Kind.PASSWORD, name, label).needed();
    }
}
