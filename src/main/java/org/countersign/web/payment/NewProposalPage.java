package org.countersign.web.payment;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Table;
import org.countersign.web.Visitor;

/** What shall be paid, with what that comes to. */
public record NewProposalPage(Frame frame, List<Field> fields, DueShown due) {

    /**
     * What would be proposed, to whoever reads it.
     *
     * @param sentence what it comes to, or why it cannot be said
     */
    public record DueShown(Visitor reader, String sentence, Table payments, Table blocked) {}
}
