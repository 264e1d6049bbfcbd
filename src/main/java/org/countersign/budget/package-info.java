/**
 * What a cost centre may spend in a period, and how much of it is requested, committed, accrued, invoiced and paid.
 * Only differences are moved, each as one transfer.
 */
@ApplicationModule(
        displayName = "Budget",
        allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package org.countersign.budget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
