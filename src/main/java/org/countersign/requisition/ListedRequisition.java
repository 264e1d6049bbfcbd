package org.countersign.requisition;

/** A requisition in a list: one that was submitted, or a draft of one's own. */
sealed interface ListedRequisition permits RequisitionRow, DraftRow {}
