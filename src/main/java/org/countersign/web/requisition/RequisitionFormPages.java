package org.countersign.web.requisition;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Transactions;
import org.countersign.requisition.RequisitionContent;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.requisition.RequisitionView;
import org.countersign.requisition.Requisitioning;
import org.countersign.web.Flash;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form of a requisition: what it would come to is shown while it is written. */
@Controller
@RequestMapping("/requisitions")
class RequisitionFormPages {

    private final Requisitioning requisitioning;
    private final Requisitions requisitions;
    private final FormPageMaker maker;
    private final Offers offers;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    RequisitionFormPages(
            Requisitioning requisitioning,
            Requisitions requisitions,
            FormPageMaker maker,
            Offers offers,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.requisitioning = requisitioning;
        this.requisitions = requisitions;
        this.maker = maker;
        this.offers = offers;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/new")
    ModelAndView write(Actor by, HttpServletRequest request) {
        by.require(Authority.WRITE_REQUISITIONS);
        return fresh(maker.empty(by), by, request, Optional.empty());
    }

    @GetMapping("/{reference}/edit")
    ModelAndView edit(@PathVariable String reference, Actor by, HttpServletRequest request) {
        by.require(Authority.WRITE_REQUISITIONS);
        var view = transactions.read(by, () -> draft(reference, by));
        var typed = transactions.read(by, () -> maker.typed(view.content(), by));
        return again(reference, view.version(), typed, by, request, Optional.empty());
    }

    /** Saves what was typed, and submits it where that button was pressed. */
    @PostMapping("/new")
    ModelAndView save(
            @RequestParam(defaultValue = "save") String then,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = RequisitionForm.read(sent);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> done(requisitioning.draft(content(typed, List.of(), by), by), then, by),
                flash -> fresh(typed, by, request, Optional.of(flash)));
    }

    @PostMapping("/{reference}/edit")
    ModelAndView save(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam(defaultValue = "save") String then,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = RequisitionForm.read(sent);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var view = draft(reference, by);
                    var content = content(typed, view.content().lines(), by);
                    return done(requisitioning.save(view.id(), version, content, by), then, by);
                },
                flash -> again(reference, version, typed, by, request, Optional.of(flash)));
    }

    /** What would come of it now; without effect. */
    @PostMapping("/preview")
    ModelAndView preview(
            @RequestParam(defaultValue = "") String draft, @RequestParam MultiValueMap<String, String> sent, Actor by) {
        var typed = RequisitionForm.read(sent);
        var formats = frames.formats(by);
        return Pages.page("requisition/preview", transactions.read(by, () -> {
            try {
                var before = draft.isEmpty()
                        ? List.<RequisitionContent.Line>of()
                        : draft(draft, by).content().lines();
                return PreviewPart.of(requisitioning.preview(content(typed, before, by), by), formats);
            } catch (Refusal unreadable) {
                return PreviewPart.unreadable(unreadable);
            }
        }));
    }

    /** The items that what was typed may mean, as choices of the browser. */
    @GetMapping("/items")
    ModelAndView items(@RequestParam MultiValueMap<String, String> sent, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        var words = sent.values().stream().map(List::getFirst).findFirst().orElse("");
        return Pages.page("requisition/items", new ItemsPart(transactions.read(by, () -> offers.like(words, by))));
    }

    private RequisitionView draft(String reference, Actor by) {
        var view = requisitions.byReference(reference, by);
        Refusal.unless(
                view.phase() == RequisitionPhase.DRAFT,
                () -> Refusal.conflict(
                        "not-in-this-phase", "It is submitted already; withdraw it, or copy it into a new one."));
        return view;
    }

    private RequisitionContent content(RequisitionForm typed, List<RequisitionContent.Line> before, Actor by) {
        return typed.content(line -> item(line, by), before);
    }

    private Optional<ItemId> item(RequisitionForm.Line line, Actor by) {
        if (line.what().isEmpty()) {
            return Optional.empty();
        }
        var known = line.item().isEmpty()
                ? Optional.<Offer>empty()
                : offers.of(new ItemId(UUID.fromString(line.item())), by);
        return known.filter(offer -> offer.label().equals(line.what()))
                .or(() -> offers.named(line.what(), by))
                .map(Offer::id);
    }

    private Forms.Done done(Requisitioning.Saved saved, String then, Actor by) {
        if (!then.equals("submit")) {
            return new Forms.Done(
                    "/requisitions/" + saved.id(), "The draft is saved; nobody else can open it before you submit it.");
        }
        var submitted = requisitioning.submit(saved.id(), saved.version(), by);
        return new Forms.Done("/requisitions/" + submitted.number(), RequisitionWords.submitted(submitted));
    }

    private ModelAndView fresh(RequisitionForm typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of("New requisition", Place.REQUISITIONS, by, request, flash);
        return Pages.page(
                "requisition/form",
                transactions.read(by, () -> maker.page(frame, "/requisitions/new", "", 0, typed, by)));
    }

    private ModelAndView again(
            String reference,
            int version,
            RequisitionForm typed,
            Actor by,
            HttpServletRequest request,
            Optional<Flash> flash) {
        var frame = frames.of("Edit requisition", Place.REQUISITIONS, by, request, flash);
        var address = "/requisitions/" + reference + "/edit";
        return Pages.page(
                "requisition/form",
                transactions.read(by, () -> maker.page(frame, address, reference, version, typed, by)));
    }
}
