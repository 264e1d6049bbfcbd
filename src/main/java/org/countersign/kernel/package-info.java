/**
 * Values and mechanisms without I/O that every module speaks in: who acts, how much, where a document is in its life,
 * and how a refusal is said.
 */
@ApplicationModule(
        displayName = "Kernel",
        allowedDependencies = {})
@NullMarked
package org.countersign.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
