package org.countersign.web.requisition;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Frame;

/**
 * The form in which a requisition is written, with what was typed so far.
 *
 * @param address where it is sent
 * @param reference of the draft that is written on; empty for a new one
 * @param version of that draft, as it was seen
 * @param spare lines that stand ready where the browser runs no scripts
 */
public record FormPage(
        Frame frame,
        String address,
        String reference,
        int version,
        RequisitionForm typed,
        List<LineInput> lines,
        List<LineInput> spare,
        LineInput pattern,
        Choices choices) {

    public FormPage {
        lines = List.copyOf(lines);
        spare = List.copyOf(spare);
    }

    public String title() {
        return reference.isEmpty() ? "New requisition" : "Edit requisition";
    }

    /** What was wrong with the field of the head, as a sentence; empty when nothing was. */
    public String error(String field) {
        return frame.flash()
                .filter(flash -> !flash.facts().containsKey("line")
                        && field.equals(flash.facts().get("field")))
                .map(Flash::sentence)
                .orElse("");
    }

    /**
     * One line as it stands on the form.
     *
     * @param index what its inputs are named by
     * @param number as people count
     * @param note what the catalogue says of the item; empty for free text
     * @param error what was wrong with the line, and with which of its inputs
     */
    public record LineInput(
            String index, String number, RequisitionForm.Line typed, String note, String error, String field) {

        public boolean listed() {
            return !note.isEmpty();
        }

        public boolean wrong(String input) {
            return field.equals(input);
        }
    }

    /** What can be chosen. */
    public record Choices(
            List<Offer> items,
            boolean moreItems,
            List<Field.Option> vendors,
            List<Field.Option> units,
            List<Field.Option> costCentres,
            List<String> currencies,
            List<String> categories) {}
}
