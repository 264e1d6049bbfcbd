package org.countersign.web.order;

import java.util.List;
import org.countersign.web.Frame;

/**
 * The form that changes an issued order: quantity, price and date of each line, and lines to add.
 *
 * @param base the revision in force when the form was opened
 */
public record RevisionPage(
        Frame frame, String number, int base, int inForce, List<LineInput> lines, List<Choice> like, String reason) {

    /** Another revision came into force since the form was opened. */
    public boolean isOvertaken() {
        return base != inForce;
    }

    /** A line with what it says now and what was typed. */
    public record LineInput(
            String id,
            int number,
            String description,
            String was,
            String quantity,
            String price,
            String neededBy,
            String floor) {}

    /** A line whose cost centres, tax and unit an added one takes. */
    public record Choice(String id, String words) {}
}
