package org.countersign.invoice;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.Variance;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Role;
import org.countersign.tolerance.Measure;

/**
 * One reason why a document is not payable yet: where, by how much, whose move it is, until when, and how it ends.
 *
 * @param line as it is numbered on the document; empty = the document as a whole
 * @param figures absent where nothing was measured
 * @param dueOn two working days after it was opened
 */
public record Hold(
        HoldId id,
        HoldReason reason,
        String line,
        Optional<Figures> figures,
        String rule,
        Owner owner,
        String wayOut,
        Instant openedAt,
        LocalDate dueOn,
        Optional<Lifting> lifting) {

    /** What was measured. */
    public record Figures(Measure measure, BigDecimal expected, BigDecimal actual, String allowed) {

        public BigDecimal difference() {
            return actual.subtract(expected);
        }

        private Figures plain() {
            return new Figures(measure, InvoiceRows.plain(expected), InvoiceRows.plain(actual), allowed);
        }
    }

    /** Whose move it is; the person where one is known, else anybody of the role. */
    public record Owner(Role role, Optional<AccountId> account, String name) {}

    /** Who let it through, and why. */
    public record Lifting(Instant at, AccountId by, String byName, String why) {}

    static Hold of(HoldId id, Variance variance, Owner owner, Instant now, LocalDate today) {
        var figures = variance.measured()
                .map(found -> new Figures(
                        found.measure(),
                        found.expected(),
                        found.actual(),
                        found.allowance().words()));
        return new Hold(
                id,
                variance.reason(),
                variance.line() == null ? "" : variance.line(),
                figures,
                variance.measured().map(found -> found.rule()).orElse(""),
                owner,
                variance.wayOut(),
                now,
                due(today),
                Optional.empty());
    }

    /** What a hold speaks of, whatever its figures are by now. */
    record Topic(HoldReason reason, String line, Optional<Measure> measure) {}

    Topic topic() {
        return new Topic(reason, line, figures.map(Figures::measure));
    }

    /** These holds by what they speak of. */
    static Map<Topic, List<Hold>> byTopic(Collection<Hold> holds) {
        return holds.stream().collect(Collectors.groupingBy(Hold::topic));
    }

    /** Those that are open and not lifted. */
    static List<Hold> open(Collection<Hold> holds) {
        return holds.stream().filter(hold -> hold.lifting().isEmpty()).toList();
    }

    /** Those of these holds that are not among the others with the same rule and difference. */
    static List<Hold> without(Collection<Hold> these, Collection<Hold> others) {
        var byTopic = byTopic(others);
        return these.stream()
                .filter(hold ->
                        byTopic.getOrDefault(hold.topic(), List.of()).stream().noneMatch(hold::equalTo))
                .toList();
    }

    private boolean equalTo(Hold other) {
        return topic().equals(other.topic())
                && rule.equals(other.rule)
                && figures.map(Figures::difference)
                        .map(BigDecimal::stripTrailingZeros)
                        .equals(other.figures.map(Figures::difference).map(BigDecimal::stripTrailingZeros));
    }

    /** Whether this lifting lets the other through too: the same difference, or a smaller one. */
    boolean covers(Hold other) {
        return topic().equals(other.topic())
                && figures.isPresent() == other.figures.isPresent()
                && figures.map(mine -> mine.difference()
                                        .compareTo(other.figures.orElseThrow().difference())
                                >= 0)
                        .orElse(true);
    }

    /** As it is shown: figures without the zeros of how they were reckoned. */
    Hold shown() {
        return new Hold(id, reason, line, figures.map(Figures::plain), rule, owner, wayOut, openedAt, dueOn, lifting);
    }

    /** The same hold, found again: the clock goes on. */
    Hold since(Hold earlier) {
        return new Hold(id, reason, line, figures, rule, owner, wayOut, earlier.openedAt, earlier.dueOn, lifting);
    }

    private static LocalDate due(LocalDate today) {
        var day = today;
        for (var left = 2; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
