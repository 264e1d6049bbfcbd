/** The pages of the catalogue. */
@NullMarked
package org.countersign.web.catalog;

import org.jspecify.annotations.NullMarked;
