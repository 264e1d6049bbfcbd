package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Edge;
import org.countersign.platform.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Does the act of a form through the same edge as the API: once per form, whatever the browser repeats. Afterwards the
 * browser is led to a page that says what was done; a refusal is shown on the page it came from, nothing typed is lost.
 */
@Component
public class Forms {

    private final Edge edge;
    private final Frames frames;

    Forms(Edge edge, Frames frames) {
        this.edge = edge;
        this.frames = frames;
    }

    /** Where to go on after an act, and the sentence to say there. */
    public record Done(String href, String sentence) {}

    /** A form as it came, with what an answer needs. */
    public record Sent(HttpServletRequest request, HttpServletResponse response, Actor by) {}

    /**
     * Does the act.
     *
     * @param again the page to show when it is refused, with the refusal on it
     */
    public ModelAndView act(Sent form, Supplier<Done> act, Function<Flash, ModelAndView> again) {
        try {
            var said = new String[] {""};
            var view = edge.form(form.by(), form.request(), () -> {
                var done = act.get();
                said[0] = done.sentence();
                return done.href();
            });
            return led(form, view, said[0]);
        } catch (Refusal | Stale no) {
            return refused(form, no, again);
        }
    }

    /**
     * Does an act whose form or answer carries a secret: no trace of it is kept to know a repeat by, so the act opens its
     * own transaction and says itself what to show.
     */
    public ModelAndView secret(Sent form, Supplier<ModelAndView> act, Function<Flash, ModelAndView> again) {
        try {
            var view = act.get();
            frames.forget(form.by());
            form.response().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return view;
        } catch (Refusal | Stale no) {
            return refused(form, no, again);
        }
    }

    /** Leads to another page that says what was done. */
    public ModelAndView led(Sent form, Done done) {
        return led(form, "redirect:" + done.href(), done.sentence());
    }

    private ModelAndView led(Sent form, String view, String sentence) {
        frames.forget(form.by());
        say(form, sentence);
        return new ModelAndView(view, HttpStatus.SEE_OTHER);
    }

    private static ModelAndView refused(Sent form, RuntimeException no, Function<Flash, ModelAndView> again) {
        if (no instanceof Refusal refusal) {
            return refused(
                    form, again.apply(Flash.of(refusal)), Problems.of(refusal).status());
        }
        var changed = Refusal.conflict(
                "stale", no.getMessage() + " Look at it as it is now and decide again.", Refusal.Facts.none());
        return refused(form, again.apply(Flash.of(changed)), HttpStatus.PRECONDITION_FAILED.value());
    }

    private static ModelAndView refused(Sent form, ModelAndView page, int status) {
        form.response().setStatus(status);
        return page;
    }

    private static void say(Sent form, String sentence) {
        form.response()
                .addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(Frames.SAID, URLEncoder.encode(sentence, StandardCharsets.UTF_8))
                                .path("/")
                                .httpOnly(true)
                                .sameSite("Lax")
                                .maxAge(Duration.ofSeconds(20))
                                .build()
                                .toString());
    }
}
