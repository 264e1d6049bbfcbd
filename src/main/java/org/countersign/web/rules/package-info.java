/** The rules of an organisation, as versions that never change: who must agree, and what differences pass. */
@NullMarked
package org.countersign.web.rules;

import org.jspecify.annotations.NullMarked;
