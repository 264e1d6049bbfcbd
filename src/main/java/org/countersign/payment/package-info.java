/** Paying what was billed: proposals, their approval by a second person, the file for the bank, the outcome. */
@ApplicationModule(
        displayName = "Payment",
        allowedDependencies = {"kernel", "platform", "identity", "invoice", "vendor", "budget", "approval", "order"})
@NullMarked
package org.countersign.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
