package org.countersign.web.invoice;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Frame;

/**
 * The form in which an invoice or credit note is typed in.
 *
 * @param otherHref the same for a credit note instead, or for an invoice
 * @param choices the order's lines as they are quoted
 * @param added the fields of a line that is added, {@code charge} those of a charge or allowance
 */
public record EntryPage(
        Frame frame,
        String order,
        String kind,
        String title,
        String vendor,
        String currency,
        String otherHref,
        String otherWords,
        List<Field> head,
        List<Field.Option> choices,
        List<LineInput> lines,
        List<Field> added,
        List<Field> charge,
        List<Field> totals) {

    /**
     * A line with what was typed or is proposed.
     *
     * @param kept name and value of what is sent along unseen
     */
    public record LineInput(String title, String words, List<Field.Option> kept, List<Field> fields) {}
}
