/**
 * How far what comes may be from what was agreed. One evaluator behind receiving, matching and the seller's intake, so
 * that the same rule gives the same answer on every path.
 *
 * <p>Words: a <em>rule</em> says for a scope, a measure and a side how much passes; the <em>allowance</em> is that figure
 * for one expected value; the <em>verdict</em> is exact, within or beyond. No rule means exact. Not said, zero and without
 * limit are three different things.
 */
@ApplicationModule(
        displayName = "Tolerance",
        allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package org.countersign.tolerance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
