/** The page of the journal. */
@NullMarked
package org.countersign.web.journal;

import org.jspecify.annotations.NullMarked;
