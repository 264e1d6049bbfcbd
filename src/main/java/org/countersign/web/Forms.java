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
            frames.forget(form.by());
            say(form, said[0]);
            return new ModelAndView(view, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            return refused(
                    form, again.apply(Flash.of(refusal)), Problems.of(refusal).status());
        } catch (Stale stale) {
            var changed = Refusal.conflict(
                    "stale", stale.getMessage() + " Look at it as it is now and decide again.", Refusal.Facts.none());
            return refused(form, again.apply(Flash.of(changed)), HttpStatus.PRECONDITION_FAILED.value());
        }
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
