package org.countersign.approval;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;

/** What approval tells the journal. */
public sealed interface ApprovalEvent extends Event {

    /** The kind of a plan in the journal and in addresses. */
    String KIND = "approval";

    /** A plan was made for a document; without stages the policy itself approved it. */
    record ApprovalAsked(
            PlanId plan, DocumentRef subject, int revision, int policyVersion, List<String> stages, String contentHash)
            implements OfPlan {

        @Override
        public String ruleVersion() {
            return "policy " + policyVersion;
        }
    }

    /** Somebody agreed. */
    record ApprovalGiven(
            PlanId plan, DocumentRef subject, int revision, List<Integer> stages, String comment, String contentHash)
            implements OfPlan {}

    /** Somebody said no; the plan is over. */
    record ApprovalRefused(PlanId plan, DocumentRef subject, int revision, String comment, String contentHash)
            implements OfPlan {}

    /** Somebody wants the document changed first; the plan is over. */
    record ChangesAsked(PlanId plan, DocumentRef subject, int revision, String comment, String contentHash)
            implements OfPlan {}

    /** The document was taken back before everybody had decided. */
    record ApprovalWithdrawn(PlanId plan, DocumentRef subject, int revision) implements OfPlan {}

    /** New rules count from a day on. */
    record PolicyKept(
            UUID policies, int version, LocalDate validFrom, List<RuleText> rules, UUID namedOwner, String reason)
            implements ApprovalEvent {

        @Override
        public DocumentRef document() {
            return new DocumentRef("policy", policies);
        }

        @Override
        public int revision() {
            return version;
        }
    }

    /** Events of a plan, which show in the life of its document too. */
    sealed interface OfPlan extends ApprovalEvent {

        PlanId plan();

        DocumentRef subject();

        @Override
        default DocumentRef document() {
            return DocumentRef.of(KIND, plan());
        }

        @Override
        default List<DocumentRef> concerning() {
            return List.of(subject());
        }
    }
}
