package org.countersign.requisition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.approval.PlanView;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.requisition.RequisitionPhase.Act;
import org.joda.money.Money;

/**
 * One whole requisition, and where it is.
 *
 * @param version what an edit must have seen
 * @param content what was entered: the draft's while its author has it in hand, else that of the latest revision
 * @param submitted absent while it was never submitted
 * @param actions the acts that are open to whoever asked
 */
public record RequisitionView(
        RequisitionId id,
        int version,
        RequisitionPhase phase,
        RequisitionContent content,
        Optional<Submitted> submitted,
        List<Act> actions) {

    /** What stands since its submission. */
    public record Submitted(
            RequisitionRow row,
            Terms terms,
            Totals totals,
            List<LineView> lines,
            List<PlanView> approvals,
            List<OrderRef> orders,
            Whereabouts whereabouts) {}

    /** A line as it was submitted. */
    public record LineView(
            RequisitionLineId id,
            int number,
            String sku,
            String description,
            String category,
            String unit,
            String vendor,
            Quantity quantity,
            Quantity ordered,
            Price price,
            Money net,
            LocalDate neededBy,
            List<Borne> allocations) {}

    /** A cost centre's part of a line, in the organisation's currency. */
    public record Borne(String costCentre, Money cost) {}

    /** An order that covers some of it. */
    public record OrderRef(UUID id, String number) {}

    /**
     * Where the request is: who has it, for how long, and how long it has taken in all.
     *
     * @param waited since it came into the present hands; zero when nobody has it
     * @param taken from the submission of its latest revision to its end, or to now
     */
    public record Whereabouts(String waitingFor, Optional<Instant> since, Duration waited, Duration taken) {}
}
