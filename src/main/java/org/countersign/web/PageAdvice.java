package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when it cannot be shown: what is missing or refused, in words, with a way on. */
@ControllerAdvice(annotations = Controller.class)
public class PageAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

    private final Frames frames;

    PageAdvice(Frames frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    ModelAndView missing(NotFound missing, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(404);
        return told("Not found", String.valueOf(missing.getMessage()), request);
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(Problems.of(refusal).status());
        return told(
                refusal.kind() == Refusal.Kind.FORBIDDEN ? "Not yours to do" : "Not possible",
                refusal.sentence(),
                request);
    }

    /** Part of the address is no id, no number or no view: there is nothing behind it. */
    @ExceptionHandler({TypeMismatchException.class, ConversionFailedException.class})
    ModelAndView unreadable(Exception unreadable, HttpServletRequest request, HttpServletResponse response) {
        LOG.debug("{} cannot be read", request.getRequestURI(), unreadable);
        response.setStatus(404);
        return told("Not found", "There is nothing at this address.", request);
    }

    /** The address of a form that was refused stays in the browser; opened again there is no form in it. */
    ModelAndView formOnly(
            HttpRequestMethodNotSupportedException way, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(way.getStatusCode().value());
        way.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return told(
                "Nothing to show here",
                "This address only takes what a form sends. Nothing was done; the page with the form is one step back.",
                request);
    }

    @ExceptionHandler
    ModelAndView other(Exception bug, HttpServletRequest request, HttpServletResponse response) {
        if (bug instanceof ErrorResponse known) {
            response.setStatus(known.getStatusCode().value());
            return told("Not possible", "The address or the form cannot be read.", request);
        }
        var trace = UUID.randomUUID();
        LOG.error("{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), trace, bug);
        response.setStatus(500);
        return told(
                "Something is wrong on our side",
                "Nothing was done. If it stays so, tell your administrator: " + trace,
                request);
    }

    private ModelAndView told(String title, String sentence, HttpServletRequest request) {
        var empty = ListPage.Empty.of(
                title, sentence, Act.open("home", "Go to the home page", "/").first());
        return actor().map(by -> Pages.message(frames.of(title, Place.HOME, by, request), empty))
                .orElseGet(() -> Pages.page("layout/alone", new Alone(title, Frames.theme(request), sentence)));
    }

    /** A sentence for somebody who is not signed in. */
    public record Alone(String title, Theme theme, String sentence) {}

    private static Optional<Actor> actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
