package org.countersign.web.order;

import java.util.List;
import java.util.Optional;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Meter;
import org.countersign.web.Table;

/** One order: lines with their progress, revisions, the vendor's answer, its life, and the budgets that bear it. */
public record OrderPage(
        Frame frame,
        DocumentPage document,
        Table lines,
        Table revisions,
        Optional<Proposal> answer,
        Table documents,
        Life life,
        List<Fact> facts,
        List<Meter> budgets) {

    /** What the vendor proposed and nobody has decided yet. */
    public record Proposal(
            String sentence, String note, Table changes, String takeUpHref, String declineHref, boolean decidable) {}

    /** A line of the right rail: a name, what it is, and where it leads. */
    public record Fact(String name, String words, String href) {}
}
