/** Invoices and credit notes: the list, the form to enter one, and the page that sets one beside its orders and receipts. */
@NullMarked
package org.countersign.web.invoice;

import org.jspecify.annotations.NullMarked;
