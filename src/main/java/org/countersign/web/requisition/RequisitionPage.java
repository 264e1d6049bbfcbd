package org.countersign.web.requisition;

import java.util.List;
import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;

/**
 * One requisition: where it is, what it asks for, what came of it, and its life.
 *
 * @param stages of its approvals, the latest first; none while it is a draft
 */
public record RequisitionPage(
        Frame frame, DocumentPage document, List<Life> stages, Table lines, Table orders, Life life, About about) {

    public RequisitionPage {
        stages = List.copyOf(stages);
    }
}
