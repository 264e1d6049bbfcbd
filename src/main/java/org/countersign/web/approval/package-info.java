/** Approvals: the inbox, and the page on which a person decides. */
@NullMarked
package org.countersign.web.approval;

import org.jspecify.annotations.NullMarked;
