package org.countersign.web.approval;

import java.util.List;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Meter;
import org.countersign.web.Table;
import org.countersign.web.Tone;

/**
 * What a person decides on, on one screen: what it is, what changed, what it costs, what is left, who decides and why.
 *
 * @param href the document's own page; empty where it has none
 * @param why as the requester put it; empty where nothing was said
 * @param changes against what is in force; no rows where nothing is
 */
public record DecisionPage(
        Frame frame,
        DocumentPage document,
        String number,
        String href,
        String why,
        Table changes,
        Table lines,
        Life stages,
        Life life,
        List<Meter> budgets,
        List<Check> checks) {

    public DecisionPage {
        budgets = List.copyOf(budgets);
        checks = List.copyOf(checks);
    }

    /** Something that was looked into, as a sentence. */
    public record Check(Tone tone, String words) {

        /** The class of the stylesheet; nothing where all is well. */
        public String css() {
            return tone == Tone.OK ? "" : tone.css();
        }
    }
}
