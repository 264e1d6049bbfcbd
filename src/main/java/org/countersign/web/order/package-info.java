/** The list of orders, the page of one order, and the forms of what a buyer may do to it. */
@NullMarked
package org.countersign.web.order;

import org.jspecify.annotations.NullMarked;
