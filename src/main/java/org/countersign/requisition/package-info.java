/**
 * Requisitions: a need stated by a requester, checked against budget and policy, approved, and handed to ordering.
 *
 * <p>Words: a <em>draft</em> is what somebody is still writing; a <em>requisition</em> has a number and was submitted. It
 * tells the journal {@code RequisitionEvent}s and asks {@link
 * org.countersign.requisition.OrderThis} in the transaction of the last approval.
 */
@ApplicationModule(
        displayName = "Requisition",
        allowedDependencies = {"kernel", "platform", "identity", "vendor", "catalog", "budget", "approval"})
@NullMarked
package org.countersign.requisition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
