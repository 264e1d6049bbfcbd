/**
 * What comes in: one door for every document, whatever its kind and format. It is kept before it is read, held against the
 * official rules outside any transaction, and then becomes something of ours, waits for its counterpart, goes back to its
 * sender with a reason, or is refused with every rule that it breaks.
 */
@NamedInterface("inbound")
@NullMarked
package org.countersign.exchange.inbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
