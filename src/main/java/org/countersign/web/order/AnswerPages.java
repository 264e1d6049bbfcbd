package org.countersign.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.order.Correspondence;
import org.countersign.order.NotedAnswer;
import org.countersign.order.OrderFinder;
import org.countersign.order.VendorAnswer;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form in which a buyer notes what the vendor answered by telephone or letter. */
@Controller
@RequestMapping("/orders/{number}/answer")
class AnswerPages {

    private final Correspondence correspondence;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final Frames frames;
    private final Forms forms;

    AnswerPages(
            Correspondence correspondence,
            OrderFinder orders,
            Organizations organizations,
            Frames frames,
            Forms forms) {
        this.correspondence = correspondence;
        this.orders = orders;
        this.organizations = organizations;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView answer(@PathVariable String number, Actor by, HttpServletRequest request) {
        return answer(number, "", "", "", by, request, Optional.empty());
    }

    private ModelAndView answer(
            String number,
            String kind,
            String reference,
            String note,
            Actor by,
            HttpServletRequest request,
            Optional<Flash> flash) {
        var choices = Arrays.stream(VendorAnswer.Kind.values())
                .filter(one -> one != VendorAnswer.Kind.CHANGES_PROPOSED)
                .map(one -> new Field.Option(one.name(), one.words()))
                .toList();
        return Pages.page(
                "order/answer",
                new AnswerPage(
                        frames.of("Answer to " + number, Place.ORDERS, by, request, flash),
                        number,
                        List.of(
                                Field.choice("kind", "The vendor", choices)
                                        .value(kind)
                                        .needed()
                                        .help("Where the vendor wants changes, write a revision with them instead."),
                                Field.text("reference", "Vendor's reference").value(reference),
                                Field.of(Field.Kind.LONG_TEXT, "note", "What was said")
                                        .value(note))));
    }

    @PostMapping
    ModelAndView note(
            @PathVariable String number,
            @RequestParam VendorAnswer.Kind kind,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String note,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var order = orders.byNumber(number, by).order();
                    correspondence.noted(
                            order.id(),
                            new NotedAnswer(kind, reference, note, organizations.today(by.organization()), List.of()),
                            by);
                    return new Forms.Done(
                            "/orders/" + number, "Noted: " + kind.words().toLowerCase(Locale.ROOT) + ".");
                },
                flash -> answer(number, kind.name(), reference, note, by, request, Optional.of(flash)));
    }
}
