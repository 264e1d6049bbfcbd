package org.countersign.web.payment;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Table;

/** What shall be paid, with what that comes to. */
public record NewProposalPage(Frame frame, List<Field> fields, DueShown due) {

    /**
     * What would be proposed.
     *
     * @param sentence what it comes to, or why it cannot be said
     */
    public record DueShown(String sentence, Table payments, Table blocked) {}
}
