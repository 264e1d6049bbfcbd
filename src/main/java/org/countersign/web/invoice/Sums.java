package org.countersign.web.invoice;

import java.util.List;
import org.countersign.web.Fact;

/** What the lines that are being typed add up to, and where the printed totals say something else. */
public record Sums(List<Fact> facts, List<String> warnings, String refused) {}
