package org.countersign.tolerance;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
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

    @GetMapping
    ResponseEntity<Object> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> tolerances.page(after, Page.size(size), by)), request);
    }

    @GetMapping("/in-force")
    ResponseEntity<Object> inForce(@RequestParam LocalDate on, Actor by) {
        return transactions.read(
                by,
                () -> Edge.tagged(tolerances.latest(by), SetOfRules.of(tolerances.tolerances(by.organization(), on))));
    }

    @GetMapping("/{version}")
    ResponseEntity<Object> show(@PathVariable int version, Actor by) {
        return Edge.tagged(version, SetOfRules.of(transactions.read(by, () -> tolerances.version(version, by))));
    }

    @PostMapping
    ResponseEntity<String> enter(
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
