/** Who is in the organisation, with which roles, keys and cost centres; and everybody's own account. */
@NullMarked
package org.countersign.web.people;

import org.jspecify.annotations.NullMarked;
