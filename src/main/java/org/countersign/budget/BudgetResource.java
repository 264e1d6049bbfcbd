package org.countersign.budget;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Budgets over HTTP. */
@RestController
@Chapter(value = "Budgets", about = "What cost centres may spend, and what moved it")
@RequestMapping("/api/v1/budgets")
class BudgetResource {

    private final Budget budget;
    private final BudgetFinder budgets;
    private final Edge edge;
    private final Transactions transactions;

    BudgetResource(Budget budget, BudgetFinder budgets, Edge edge, Transactions transactions) {
        this.budget = budget;
        this.budgets = budgets;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** What a budget is to grant. */
    record GrantWish(Money granted, Stop stop) {}

    /** By how much more a budget may be overrun, and why. */
    record OverrunWish(Money more, String reason) {}

    @Does("Lists the budgets with what is left of each")
    @GetMapping
    ResponseEntity<List<BudgetRow>> list(
            @RequestParam(defaultValue = "CURRENT") BudgetFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> budgets.page(view, after, Page.size(size), by)), request);
    }

    @Does("Shows a budget: what is granted, used and left")
    @GetMapping("/{id}")
    ResponseEntity<BudgetView> show(@PathVariable BudgetAccountId id, Actor by) {
        var view = transactions.read(by, () -> budgets.budget(id, by));
        return Edge.tagged(view.budget().version(), view);
    }

    @Does("Lists what moved the budget, the newest first")
    @GetMapping("/{id}/transfers")
    ResponseEntity<List<BudgetView.Moved>> transfers(
            @PathVariable BudgetAccountId id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> budgets.transfers(id, after, Page.size(size), by)), request);
    }

    @Does(value = "Opens a budget of a cost centre", needs = Authority.KEEP_BUDGETS)
    @PostMapping
    Answered<Created<BudgetView>> open(@RequestBody BudgetTerms terms, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = budget.open(terms, by);
            return Answer.created("/api/v1/budgets/" + id, budgets.budget(id, by));
        });
    }

    @Does(value = "Changes what a budget grants, and whether it stops or warns", needs = Authority.KEEP_BUDGETS)
    @PutMapping("/{id}/grant")
    Answered<Ok<BudgetView>> changeGrant(
            @PathVariable BudgetAccountId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody GrantWish wish,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            budget.changeGrant(id, Edge.seen(ifMatch), wish.granted(), wish.stop(), by);
            return Answer.ok(budgets.budget(id, by));
        });
    }

    @Does(value = "Lets a budget be overrun by so much more", needs = Authority.KEEP_BUDGETS)
    @PostMapping("/{id}/overruns")
    Answered<Created<BudgetView>> grantOverrun(
            @PathVariable BudgetAccountId id, @RequestBody OverrunWish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            budget.grantOverrun(id, wish.more(), wish.reason(), by);
            return Answer.created("/api/v1/budgets/" + id, budgets.budget(id, by));
        });
    }
}
