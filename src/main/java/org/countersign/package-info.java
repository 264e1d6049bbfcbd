/** The whole application: a modular monolith, one package per capability. */
@NullMarked
package org.countersign;

import org.jspecify.annotations.NullMarked;
