/** The purchase order as paper: the PDF a buyer sends and files. */
@NullMarked
package org.countersign.order.document;

import org.jspecify.annotations.NullMarked;
