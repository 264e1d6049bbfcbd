package org.countersign.web.requisition;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.countersign.requisition.RequisitionView;
import org.countersign.requisition.Requisitioning;
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

/** The page of one requisition, and what its author may do to it. */
@Controller
@RequestMapping("/requisitions/{reference}")
class RequisitionPages {

    private final Requisitioning requisitioning;
    private final Requisitions requisitions;
    private final RequisitionPageMaker maker;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    RequisitionPages(
            Requisitioning requisitioning,
            Requisitions requisitions,
            RequisitionPageMaker maker,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.requisitioning = requisitioning;
        this.requisitions = requisitions;
        this.maker = maker;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView show(@PathVariable String reference, Actor by, HttpServletRequest request) {
        return show(reference, by, request, Optional.empty());
    }

    private ModelAndView show(String reference, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var view = transactions.read(by, () -> requisitions.byReference(reference, by));
        var title = view.submitted().map(submitted -> submitted.row().number()).orElse("Draft");
        var frame = frames.of(title, Place.REQUISITIONS, by, request, flash);
        return Pages.page("requisition/show", transactions.read(by, () -> maker.page(frame, view, by)));
    }

    @PostMapping("/submission")
    ModelAndView submit(
            @PathVariable String reference,
            @RequestParam int version,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(reference, by, request, response, view -> {
            var submitted = requisitioning.submit(view.id(), version, by);
            return new Forms.Done("/requisitions/" + submitted.number(), RequisitionWords.submitted(submitted));
        });
    }

    @PostMapping("/withdrawal")
    ModelAndView withdraw(
            @PathVariable String reference,
            @RequestParam(defaultValue = "") String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(reference, by, request, response, view -> {
            requisitioning.withdraw(view.id(), reason, by);
            return view.submitted().isEmpty()
                    ? new Forms.Done("/requisitions?view=drafts", "The draft is thrown away.")
                    : new Forms.Done("/requisitions/" + reference, "It is withdrawn and its money is free again.");
        });
    }

    @PostMapping("/copy")
    ModelAndView copy(
            @PathVariable String reference, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return act(reference, by, request, response, view -> {
            var saved = requisitioning.copy(view.id(), by);
            return new Forms.Done(
                    "/requisitions/" + saved.id() + "/edit", "This is a copy; it has nothing to do with the first.");
        });
    }

    private ModelAndView act(
            String reference,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<RequisitionView, Forms.Done> act) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> act.apply(requisitions.byReference(reference, by)),
                flash -> show(reference, by, request, Optional.of(flash)));
    }
}
