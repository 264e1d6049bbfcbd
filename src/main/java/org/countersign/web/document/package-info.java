/** Documents that were handed in: the list, the page of one with what became of it, and the form to hand one in. */
@NullMarked
package org.countersign.web.document;

import org.jspecify.annotations.NullMarked;
