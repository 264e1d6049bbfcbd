/**
 * The match of an invoice or credit note with its orders and receipts, as one pure function: figures in, holds and notices
 * out. By line, because two wrong lines can cancel in the total; price and quantity apart.
 */
@NamedInterface("match")
@NullMarked
package org.countersign.invoice.match;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
