package org.countersign.web.payment;

import java.util.List;
import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;
import org.countersign.web.Tone;

/**
 * One payment proposal: its payments with the documents they settle, and what was due and is not paid.
 *
 * @param today as a date input takes it
 */
public record ProposalPage(
        Frame frame,
        DocumentPage document,
        List<OnePayment> payments,
        Table blocked,
        Life life,
        About about,
        String today) {

    /**
     * A payment to one vendor.
     *
     * @param account where it goes; empty where that is not the reader's to see, or not known yet
     * @param note when, by whose word and why it came to its outcome
     * @param href where its outcome is recorded; empty when it may not be now
     */
    public record OnePayment(
            int place,
            String title,
            String figure,
            Tone tone,
            String outcome,
            String account,
            String note,
            Table parts,
            String href) {}
}
