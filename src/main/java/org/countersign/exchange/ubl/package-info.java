/**
 * The documents of exchange as UBL in the forms that Peppol BIS 3 prescribes, written and read. Peppol takes some from
 * UBL 2.1 and some from 2.3; one set of types serves both, for 2.3 only adds to 2.1.
 */
@NullMarked
package org.countersign.exchange.ubl;

import org.jspecify.annotations.NullMarked;
