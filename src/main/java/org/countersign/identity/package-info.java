/**
 * Who acts: organisations, people with their roles, managers and groups, cost centres with their owners, sign-in by
 * session or key, and who may see which document. Every act tells the journal an {@link
 * org.countersign.identity.IdentityEvent}.
 *
 * <p>Words: an <em>account</em> belongs to the installation; a <em>person</em> is an account's membership in an
 * organisation; a <em>grant</em> gives a role, for the whole organisation or some cost centres; a <em>subject</em> is an
 * account or cost centre through which a document may be seen.
 */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"kernel", "platform"})
@NullMarked
package org.countersign.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
