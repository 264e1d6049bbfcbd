/** The purchase order as paper: the PDF a buyer sends and files. */
@NamedInterface("document")
@NullMarked
package org.countersign.order.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
