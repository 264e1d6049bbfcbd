/**
 * Who must agree before money is promised: rules stored as dated, versioned data, the pure decision that turns a request,
 * a policy and the people of the organisation into stages, and the fold of decisions into where a plan stands.
 *
 * <p>A {@link Policy} holds {@link Rule}s, each with a condition over the figures of an {@link ApprovalRequest}. A
 * {@link Plan} has stages: those of one order are open side by side, the next order opens when all of them are done. One
 * decision of a person counts in every stage that names them, so nobody is asked the same thing twice.
 */
@ApplicationModule(
        displayName = "Approval",
        allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package org.countersign.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
