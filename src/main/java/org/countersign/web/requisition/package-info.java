/** Requisitions: the list, the form with its live preview, and the page that says where a request is. */
@NullMarked
package org.countersign.web.requisition;

import org.jspecify.annotations.NullMarked;
