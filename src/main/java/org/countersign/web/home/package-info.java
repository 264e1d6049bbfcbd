/** The page a person starts from: what waits for them, by what they do. */
@NullMarked
package org.countersign.web.home;

import org.jspecify.annotations.NullMarked;
