package org.countersign.web.receipt;

import java.util.List;
import java.util.Optional;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Frame;

/** The form in which a receiver says what came, or what goes back, of an order. */
public record ReceiveForm(Frame frame, String number, String vendor, List<Field> head, List<LineInput> lines) {

    /**
     * A line of the order with what was typed for it.
     *
     * @param most how much is still to come, or is here to go back; without grouping, as it is typed
     * @param words the same in words
     * @param spoilt whether the part about damaged goods is open
     * @param refused why this line was refused
     */
    public record LineInput(
            String id,
            int number,
            String description,
            String words,
            String most,
            String quantity,
            List<Field> more,
            boolean spoilt,
            Optional<Flash> refused) {}

    public boolean empty() {
        return lines.isEmpty();
    }
}
