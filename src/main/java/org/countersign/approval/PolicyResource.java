package org.countersign.approval;

import jakarta.servlet.http.HttpServletRequest;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
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

    @GetMapping
    ResponseEntity<Object> versions(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> rules.page(after, Page.size(size), by)), request);
    }

    @PostMapping
    ResponseEntity<String> keep(@RequestBody NewPolicy policy, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var kept = rules.keep(policy, by);
            return Answer.created("/api/v1/policies", kept);
        });
    }
}
