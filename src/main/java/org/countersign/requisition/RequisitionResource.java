package org.countersign.requisition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Done;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.countersign.requisition.RequisitionFinder.Listing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

/** Requisitions over HTTP. */
@RestController
@Chapter(value = "Requisitions", about = "What is asked for, before it is an order")
@RequestMapping("/api/v1/requisitions")
class RequisitionResource {

    private static final String ADDRESS = "/api/v1/requisitions/";

    private final Requisitioning requisitioning;
    private final RequisitionFinder requisitions;
    private final Edge edge;
    private final Transactions transactions;

    RequisitionResource(
            Requisitioning requisitioning, RequisitionFinder requisitions, Edge edge, Transactions transactions) {
        this.requisitioning = requisitioning;
        this.requisitions = requisitions;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** Why a requisition is taken back, where somebody says so. */
    record Withdrawal(@Nullable String reason) {}

    /** View {@code mine}, {@code waiting} or {@code all}; {@code drafts} are the actor's own. */
    @Does(value = "Lists the requisitions that you see, or your drafts", needs = Authority.SEE_PRICES)
    @GetMapping
    ResponseEntity<List<ListedRequisition>> list(
            @RequestParam(defaultValue = "all") String view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> page(view, after, Page.size(size), by)), request);
    }

    @Does(value = "Shows a requisition: what is asked for, who decides, what was ordered", needs = Authority.SEE_PRICES)
    @GetMapping("/{id}")
    ResponseEntity<RequisitionView> one(@PathVariable UUID id, Actor by) {
        var view = transactions.read(by, () -> requisitions.requisition(new RequisitionId(id), by));
        return Edge.tagged(view.version(), view);
    }

    /** Makes a draft; with {@code submit=true} it is submitted in the same act. */
    @Does(value = "Drafts a requisition; submits it in the same act if asked", needs = Authority.WRITE_REQUISITIONS)
    @PostMapping
    Answered<Created<Requisitioning.Stored>> draft(
            @RequestBody RequisitionRequest entered,
            @RequestParam(defaultValue = "false") boolean submit,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            if (submit) {
                var submitted = requisitioning.submit(entered.content(), by);
                return Answer.created(ADDRESS + submitted.id(), submitted);
            }
            var saved = requisitioning.draft(entered.content(), by);
            return Answer.created(ADDRESS + saved.id(), saved);
        });
    }

    @Does(value = "Saves a draft anew", needs = Authority.WRITE_REQUISITIONS)
    @PutMapping("/{id}")
    Answered<Ok<Requisitioning.Saved>> save(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RequisitionRequest entered,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(
                by, request, () -> Answer.ok(requisitioning.save(new RequisitionId(id), seen, entered.content(), by)));
    }

    @Does(
            value = "Submits a draft for approval; what needs none is ordered at once",
            needs = Authority.WRITE_REQUISITIONS)
    @PostMapping("/{id}/submission")
    Answered<Ok<Requisitioning.Submitted>> submit(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        var seen = Edge.seen(ifMatch);
        return edge.act(by, request, () -> Answer.ok(requisitioning.submit(new RequisitionId(id), seen, by)));
    }

    @Does(value = "Takes a requisition back", needs = Authority.WRITE_REQUISITIONS)
    @PostMapping("/{id}/withdrawal")
    Answered<Done> withdraw(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Withdrawal withdrawal,
            Actor by,
            HttpServletRequest request) {
        var reason = withdrawal == null || withdrawal.reason() == null ? "" : withdrawal.reason();
        return edge.act(by, request, () -> {
            requisitioning.withdraw(new RequisitionId(id), reason, by);
            return Answer.done();
        });
    }

    @Does(value = "Copies a requisition to a new draft", needs = Authority.WRITE_REQUISITIONS)
    @PostMapping("/{id}/copy")
    Answered<Created<Requisitioning.Saved>> copy(@PathVariable UUID id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var saved = requisitioning.copy(new RequisitionId(id), by);
            return Answer.created(ADDRESS + saved.id(), saved);
        });
    }

    @Does(
            value = "Shows what submitting would do: cost, budgets, approvers, obstacles",
            needs = Authority.WRITE_REQUISITIONS)
    @PostMapping("/preview")
    RequisitionPreview preview(@RequestBody RequisitionRequest entered, Actor by) {
        return transactions.read(by, () -> requisitioning.preview(entered.content(), by));
    }

    private Page<ListedRequisition> page(String view, String after, int size, Actor by) {
        return view.equals("drafts")
                ? requisitions.drafts(after, size, by).map(row -> row)
                : requisitions.page(listing(view), after, size, by).map(row -> row);
    }

    private static Listing listing(String view) {
        try {
            return Listing.valueOf(view.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.unreadable(
                    "view-unknown",
                    "There are the views mine, waiting, all and drafts.",
                    Refusal.Facts.of("field", "view").and("actual", view));
        }
    }
}
