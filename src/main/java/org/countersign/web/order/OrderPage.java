package org.countersign.web.order;

import java.util.List;
import java.util.Optional;
import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Flash;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Meter;
import org.countersign.web.Table;

/** One order: who holds it, lines with their progress, what came of it, revisions, the vendor's answer, its life, and the budgets that bear it. */
public record OrderPage(
        Frame frame,
        DocumentPage document,
        Optional<Flash> held,
        Table lines,
        Table revisions,
        Optional<Proposal> answer,
        Table came,
        Table documents,
        Life life,
        About about,
        List<Meter> budgets) {

    /** What the vendor proposed and nobody has decided yet. */
    public record Proposal(
            String sentence, String note, Table changes, String takeUpHref, String declineHref, boolean decidable) {}
}
