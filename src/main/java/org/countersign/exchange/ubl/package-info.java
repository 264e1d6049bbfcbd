/** The documents of exchange as UBL 2.1 in the forms that Peppol BIS 3 prescribes, written and read. */
@NullMarked
package org.countersign.exchange.ubl;

import org.jspecify.annotations.NullMarked;
