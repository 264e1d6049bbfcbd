package org.countersign.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
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

/** Cost centres over HTTP. */
@RestController
@Chapter(value = "Cost centres", about = "Who bears what is spent")
@RequestMapping("/api/v1/cost-centres")
class CostCentresResource {

    private final CostCentres costCentres;
    private final CostCentreFinder finder;
    private final Edge edge;
    private final Transactions transactions;

    CostCentresResource(CostCentres costCentres, CostCentreFinder finder, Edge edge, Transactions transactions) {
        this.costCentres = costCentres;
        this.finder = finder;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** A cost centre without a parent is at the top; it opens active. */
    record NewCostCentre(String code, String name, @Nullable CostCentreId parent, AccountId owner) {

        CostCentre.Terms terms() {
            return new CostCentre.Terms(name, parent, owner, true);
        }
    }

    @Does("Lists the cost centres by code")
    @GetMapping
    ResponseEntity<List<CostCentre>> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "" + Page.USUAL) int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> finder.page(after, Page.size(size), by)), request);
    }

    @Does(value = "Opens a cost centre", needs = Authority.KEEP_COST_CENTRES)
    @PostMapping
    Answered<Created<CostCentre>> open(@RequestBody NewCostCentre asked, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var opened = costCentres.open(asked.code(), asked.terms(), by);
            return Answer.created("/api/v1/cost-centres/" + opened.id(), opened);
        });
    }

    @Does("Shows a cost centre")
    @GetMapping("/{id}")
    ResponseEntity<CostCentre> one(@PathVariable CostCentreId id, Actor by) {
        var costCentre = transactions.read(by, () -> finder.costCentre(id, by));
        return Edge.tagged(costCentre.version(), costCentre);
    }

    @Does(
            value = "Changes the name, parent, owner of a cost centre, or whether it is active",
            needs = Authority.KEEP_COST_CENTRES)
    @PutMapping("/{id}")
    Answered<Ok<CostCentre>> change(
            @PathVariable CostCentreId id,
            @RequestBody CostCentre.Terms terms,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(by, request, () -> Answer.ok(costCentres.change(id, seen, terms, by)));
    }
}
