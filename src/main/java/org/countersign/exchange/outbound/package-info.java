/**
 * What goes out: for each revision of an order that comes into force, and for its cancellation, a PDF and, where both sides
 * have an electronic address, a UBL document that the official rules accept. Made and delivered off the journal.
 */
@NamedInterface("outbound")
@NullMarked
package org.countersign.exchange.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
