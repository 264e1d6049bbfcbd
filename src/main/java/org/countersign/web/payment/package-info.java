/** The list of payment proposals, the page of one with its payments, and the form that shows what is due before it is proposed. */
@NullMarked
package org.countersign.web.payment;

import org.jspecify.annotations.NullMarked;
