package org.countersign.tolerance;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tolerances over HTTP; a set is addressed by its version. */
@RestController
@Chapter(value = "Tolerances", about = "By how much a receipt or a bill may differ")
@RequestMapping("/api/v1/tolerances")
class ToleranceResource {

    private final KeepTolerances tolerances;
    private final Edge edge;
    private final Transactions transactions;

    ToleranceResource(KeepTolerances tolerances, Edge edge, Transactions transactions) {
        this.tolerances = tolerances;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** A set as it is entered and shown. */
    record SetOfRules(@Nullable String version, LocalDate from, List<RuleEntry> rules) {

        static SetOfRules of(Tolerances set) {
            return new SetOfRules(
                    set.version(),
                    set.from(),
                    set.rules().stream().map(RuleEntry::of).toList());
        }
    }

    @Does("Lists the sets of tolerances, the newest first")
    @GetMapping
    ResponseEntity<List<ToleranceSetRow>> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> tolerances.page(after, Page.size(size), by)), request);
    }

    @Does("Shows the tolerances that count on a day")
    @GetMapping("/in-force")
    ResponseEntity<SetOfRules> inForce(@RequestParam LocalDate on, Actor by) {
        return transactions.read(
                by,
                () -> Edge.tagged(tolerances.latest(by), SetOfRules.of(tolerances.tolerances(by.organization(), on))));
    }

    @Does("Shows one set of tolerances")
    @GetMapping("/{version}")
    ResponseEntity<SetOfRules> show(@PathVariable int version, Actor by) {
        return Edge.tagged(version, SetOfRules.of(transactions.read(by, () -> tolerances.version(version, by))));
    }

    @Does(value = "Enters the next set of tolerances", needs = Authority.KEEP_RULES)
    @PostMapping
    Answered<Created<SetOfRules>> enter(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SetOfRules set,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var rules = set.rules().stream().map(RuleEntry::rule).toList();
            var version = tolerances.enter(Edge.seen(ifMatch), set.from(), rules, by);
            return Answer.created("/api/v1/tolerances/" + version, SetOfRules.of(tolerances.version(version, by)));
        });
    }
}
