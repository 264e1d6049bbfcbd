package org.countersign.web.approval;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Optional;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.Approving;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.PlanId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Transactions;
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

/**
 * The page on which a person decides. Afterwards they see what still waits for them, not the next request with its buttons in the
 * same place: a second click must not decide on something that nobody has read.
 */
@Controller
@RequestMapping("/approvals/{id}")
class DecisionPages {

    private final Approving approving;
    private final ApprovalFinder approvals;
    private final DecisionPageMaker maker;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    DecisionPages(
            Approving approving,
            ApprovalFinder approvals,
            DecisionPageMaker maker,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.approving = approving;
        this.approvals = approvals;
        this.maker = maker;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView show(@PathVariable PlanId id, Actor by, HttpServletRequest request) {
        return show(id, by, request, Optional.empty());
    }

    private ModelAndView show(PlanId id, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var plan = transactions.read(by, () -> approvals.plan(id, by));
        var frame = frames.of(plan.about().title(), Place.APPROVALS, by, request, flash);
        return Pages.page("approval/show", transactions.read(by, () -> maker.page(frame, plan, by)));
    }

    @PostMapping("/decision")
    ModelAndView decide(
            @PathVariable PlanId id,
            @RequestParam Verdict decision,
            @RequestParam String contentHash,
            @RequestParam(defaultValue = "") String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var about = approvals.plan(id, by).about();
                    var ruled = approving.decide(id, decision, reason, seen(contentHash), by);
                    return new Forms.Done(
                            "/approvals", ApprovalWords.ruled(about.number(), about.requesterName(), ruled));
                },
                flash -> show(id, by, request, Optional.of(flash)));
    }

    private static byte[] seen(String contentHash) {
        try {
            return HexFormat.of().parseHex(contentHash);
        } catch (IllegalArgumentException e) {
            throw Refusal.unreadable(
                    "hash-unreadable",
                    "This form is not the one that was shown; open the approval again.",
                    Refusal.Facts.of("field", "contentHash"));
        }
    }
}
