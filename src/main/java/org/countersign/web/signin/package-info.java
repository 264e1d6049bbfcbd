/** Signing in and out, choosing the organisation, and setting up an empty installation. */
@NullMarked
package org.countersign.web.signin;

import org.jspecify.annotations.NullMarked;
