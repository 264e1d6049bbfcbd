package org.countersign.requisition;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.approval.PlanId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;

/** What requisitions tell the journal. */
public sealed interface RequisitionEvent extends Event {

    /** The kind of a requisition in the journal and in addresses. */
    String KIND = "requisition";

    RequisitionId requisition();

    @Override
    default DocumentRef document() {
        return DocumentRef.of(KIND, requisition());
    }

    /** Somebody began to write; as a copy of entered values, where one is named. */
    record DraftStarted(RequisitionId requisition, String title, Optional<RequisitionId> copyOf)
            implements RequisitionEvent {}

    record DraftChanged(RequisitionId requisition, String title, int lines, int version) implements RequisitionEvent {}

    /** Thrown away before it was ever submitted. */
    record DraftDiscarded(RequisitionId requisition, String title) implements RequisitionEvent {}

    record RequisitionSubmitted(
            RequisitionId requisition,
            String number,
            int revision,
            String title,
            Totals totals,
            String vendors,
            Terms.Rate rate,
            String contentHash,
            PlanId plan)
            implements RequisitionEvent {}

    /** Everybody agreed; the orders were made in the same act. */
    record RequisitionApproved(
            RequisitionId requisition, String number, int revision, PlanId plan, List<OrderMade> orders)
            implements RequisitionEvent {

        @Override
        public List<DocumentRef> concerning() {
            return orders.stream()
                    .map(order -> new DocumentRef("order", order.order()))
                    .toList();
        }
    }

    /** An order that was made, by number. */
    record OrderMade(UUID order, String number) {}

    record RequisitionRejected(RequisitionId requisition, String number, int revision, String reason)
            implements RequisitionEvent {}

    /** Back in its author's hands, under the same number. */
    record RequisitionSentBack(RequisitionId requisition, String number, int revision, String reason)
            implements RequisitionEvent {}

    record RequisitionWithdrawn(RequisitionId requisition, String number, int revision, String reason)
            implements RequisitionEvent {}
}
