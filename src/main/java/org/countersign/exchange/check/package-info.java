/**
 * Reads what came from outside with suspicion, and holds it against the official rules of its kind: the UBL schemas,
 * EN 16931 and Peppol BIS 3.
 */
@NullMarked
package org.countersign.exchange.check;

import org.jspecify.annotations.NullMarked;
