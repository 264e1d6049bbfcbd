/** What came and what went back: the forms that record it, the list, and the page of one receipt or return. */
@NullMarked
package org.countersign.web.receipt;

import org.jspecify.annotations.NullMarked;
