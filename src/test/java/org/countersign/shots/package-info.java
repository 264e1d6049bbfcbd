/**
 * Looks at every page of a running installation, as the person it is for: pictures, accessibility, width, weight. {@code
 * bin/shots} runs it; {@code shots/pages.txt} says which person opens which page with which document.
 */
@NullMarked
package org.countersign.shots;

import org.jspecify.annotations.NullMarked;
