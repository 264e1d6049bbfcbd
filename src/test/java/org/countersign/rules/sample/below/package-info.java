/** A module that breaks the rules, to prove that they can be broken. */
@ApplicationModule(
        displayName = "Below",
        allowedDependencies = {})
@NullMarked
package org.countersign.rules.sample.below;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
