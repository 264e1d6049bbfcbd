/** The catalogue: what may be ordered, of whom, at which price and how long. */
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"kernel", "platform", "identity", "vendor"})
@NullMarked
package org.countersign.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
