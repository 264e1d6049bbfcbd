package org.countersign.budget;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Done;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Closed periods over HTTP. */
@RestController
@Chapter(value = "Periods", about = "The days that nothing is booked into any more")
@RequestMapping("/api/v1/periods")
class PeriodResource {

    private final Periods periods;
    private final Edge edge;
    private final Transactions transactions;

    PeriodResource(Periods periods, Edge edge, Transactions transactions) {
        this.periods = periods;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** The days to close, both included. */
    record Days(LocalDate from, LocalDate to) {}

    /** The period that is closed now. */
    record ClosedPeriod(UUID id) {}

    /** Why a period is opened again. */
    record Reason(String reason) {}

    @Does("Lists the closed periods")
    @GetMapping
    ResponseEntity<List<PeriodRow>> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> periods.page(after, Page.size(size), by)), request);
    }

    @Does(value = "Closes a period: nothing is booked into it any more", needs = Authority.KEEP_BUDGETS)
    @PostMapping
    Answered<Created<ClosedPeriod>> close(@RequestBody Days days, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = periods.close(days.from(), days.to(), by);
            return Answer.created("/api/v1/periods/" + id, new ClosedPeriod(id));
        });
    }

    @Does(value = "Opens a closed period again", needs = Authority.KEEP_BUDGETS)
    @PostMapping("/{id}/reopening")
    Answered<Done> reopen(@PathVariable UUID id, @RequestBody Reason reason, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            periods.reopen(id, reason.reason(), by);
            return Answer.done();
        });
    }
}
