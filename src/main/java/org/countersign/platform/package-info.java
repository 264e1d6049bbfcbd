/**
 * The machinery: the database and its transactions, the journal and its consumers, idempotency, files, numbers, and how
 * a refusal becomes an answer over HTTP. It knows nothing of purchasing.
 */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"kernel"})
@NullMarked
package org.countersign.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
