package org.countersign.invoice.match;

import java.util.Optional;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.tolerance.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what was billed and what was agreed: the reason for a hold, or a notice that nobody waits for.
 *
 * @param line the invoice's line, as it is numbered there; null for the document as a whole
 * @param finding measure, expected, actual, allowed and rule; null where nothing was measured (LINE, CURRENCY, BUDGET,
 *     DUPLICATE)
 * @param wayOut one sentence: how the hold ends
 */
public record Variance(
        HoldReason reason, @Nullable String line, @Nullable Finding finding, Role owner, String wayOut) {

    /** A reason that was not measured. */
    public static Variance of(HoldReason reason, @Nullable String line, String wayOut) {
        return new Variance(reason, line, null, reason.owner(), wayOut);
    }

    public static Variance of(HoldReason reason, @Nullable String line, Finding finding, String wayOut) {
        return new Variance(reason, line, finding, reason.owner(), wayOut);
    }

    /** The figures; empty where nothing was measured. */
    public Optional<Finding> measured() {
        return Optional.ofNullable(finding);
    }

    /** All of it by name, for a refusal, a problem document or a page. */
    public Refusal.Facts facts() {
        var named = Refusal.Facts.of("reason", reason.code());
        var placed = line == null ? named : named.and("line", line);
        var figures = finding == null ? placed.and("lifted-by", Role.FINANCE.code()) : finding.facts(placed);
        return figures.and("owner", owner.code());
    }

    Variance ownedBy(Role other) {
        return new Variance(reason, line, finding, other, wayOut);
    }
}
