package org.countersign.rules.sample.below;

import org.countersign.rules.sample.above.Roof;

/** A class that looks upward, which its module may not. */
public record Cellar(Roof roof) {}
