package org.countersign.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.countersign.approval.Decision.Verdict;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Approvals over HTTP: the inbox, one plan, a decision. */
@RestController
@Chapter(value = "Approvals", about = "What waits for a decision, and the decisions")
@RequestMapping("/api/v1/approvals")
class ApprovalResource {

    private final Approving approving;
    private final ApprovalFinder approvals;
    private final Edge edge;
    private final Transactions transactions;

    ApprovalResource(Approving approving, ApprovalFinder approvals, Edge edge, Transactions transactions) {
        this.approving = approving;
        this.approvals = approvals;
        this.edge = edge;
        this.transactions = transactions;
    }

    /**
     * A decision as it is sent.
     *
     * @param contentHash the hash that was shown with the plan, in hexadecimal
     */
    record NewDecision(Verdict decision, @Nullable String comment, String contentHash) {

        byte[] seen() {
            try {
                return HexFormat.of().parseHex(contentHash);
            } catch (IllegalArgumentException e) {
                throw Refusal.unreadable(
                        "hash-unreadable",
                        "contentHash is the hash shown with the approval, in hexadecimal.",
                        Refusal.Facts.of("field", "contentHash"));
            }
        }

        String said() {
            return comment == null ? "" : comment;
        }
    }

    @Does("Lists the approvals that wait for you")
    @GetMapping
    ResponseEntity<List<InboxRow>> inbox(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> approvals.inbox(after, Page.size(size), by)), request);
    }

    @Does(value = "Shows an approval: who is asked, why, and what was decided", needs = Authority.SEE_PRICES)
    @GetMapping("/{id}")
    PlanView plan(@PathVariable UUID id, Actor by) {
        return transactions.read(by, () -> approvals.plan(new PlanId(id), by));
    }

    @Does(value = "Approves, rejects, or asks for changes", needs = Authority.DECIDE_APPROVALS)
    @PostMapping("/{id}/decision")
    Answered<Ok<Approving.Ruled>> decide(
            @PathVariable UUID id, @RequestBody NewDecision decision, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            by.require(Authority.DECIDE_APPROVALS);
            return Answer.ok(
                    approving.decide(new PlanId(id), decision.decision(), decision.said(), decision.seen(), by));
        });
    }
}
