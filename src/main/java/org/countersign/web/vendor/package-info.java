/** The pages of vendors. */
@NullMarked
package org.countersign.web.vendor;

import org.jspecify.annotations.NullMarked;
