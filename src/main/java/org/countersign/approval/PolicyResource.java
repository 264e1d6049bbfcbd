package org.countersign.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Approval rules over HTTP: their versions, and the next one. */
@RestController
@Chapter(value = "Approval rules", about = "Who is asked about what, version by version")
@RequestMapping("/api/v1/policies")
class PolicyResource {

    private final RuleKeeping rules;
    private final Edge edge;
    private final Transactions transactions;

    PolicyResource(RuleKeeping rules, Edge edge, Transactions transactions) {
        this.rules = rules;
        this.edge = edge;
        this.transactions = transactions;
    }

    @Does("Lists the versions of the approval rules, the newest first")
    @GetMapping
    ResponseEntity<List<PolicyView>> versions(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> rules.page(after, Page.size(size), by)), request);
    }

    @Does(value = "Keeps the next version of the approval rules", needs = Authority.KEEP_RULES)
    @PostMapping
    Answered<Created<PolicyView>> keep(@RequestBody NewPolicy policy, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var kept = rules.keep(policy, by);
            return Answer.created("/api/v1/policies", kept);
        });
    }
}
