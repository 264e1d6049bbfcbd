/** The sellers an organisation buys from: who they are, where they are paid, and whether they may receive orders. */
@ApplicationModule(
        displayName = "Vendor",
        allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package org.countersign.vendor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
