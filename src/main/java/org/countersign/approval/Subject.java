package org.countersign.approval;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;

/**
 * What approvals are about, asked in the words of approval and answered by the module whose document it is, in the same
 * transaction: what the last approval makes, and the approval, are one.
 */
public interface Subject {

    /** The kind of document it answers for, in the words of the address: {@code requisition}, {@code order}. */
    String kind();

    /** Locks the document's header before anything of its plan is locked. */
    void lock(UUID document, Actor by);

    /** Takes the plan's outcome up; also asked after a decision that leaves the plan open, so that lists show who is next. */
    Decided decided(Ruling ruling, Actor by);

    /**
     * How a plan stands after a decision.
     *
     * @param asked everyone whom the plan names, whether they decided or not
     * @param reason what the approver said; empty after most approvals
     */
    record Ruling(
            PlanId plan,
            UUID document,
            int revision,
            ApprovalPhase phase,
            Set<AccountId> asked,
            String reason,
            Waiting waiting) {

        public Ruling {
            asked = Set.copyOf(asked);
        }
    }

    /** What came of it: the documents that were made or changed, such as the orders of an approved requisition. */
    record Decided(List<Made> made) {

        public Decided {
            made = List.copyOf(made);
        }

        public static Decided nothingMade() {
            return new Decided(List.of());
        }

        /** The numbers of what was made, in order. */
        public List<String> numbers() {
            return made.stream().map(Made::number).toList();
        }
    }

    /** A document that was made or changed, and its number. */
    record Made(DocumentRef document, String number) {}
}
