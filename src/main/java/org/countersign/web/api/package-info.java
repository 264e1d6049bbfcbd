/** The API as it is read: its document, its page, and what its refusals mean. */
@NullMarked
package org.countersign.web.api;

import org.jspecify.annotations.NullMarked;
