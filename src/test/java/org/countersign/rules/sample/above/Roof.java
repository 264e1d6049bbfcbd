package org.countersign.rules.sample.above;

/** What the module below must not know; its package has no {@code package-info}. */
public record Roof(int tiles) {}
