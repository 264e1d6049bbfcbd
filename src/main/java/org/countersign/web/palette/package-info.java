/** Search or do anything: what the palette asks for, and the same as a page. */
@NullMarked
package org.countersign.web.palette;

import org.jspecify.annotations.NullMarked;
