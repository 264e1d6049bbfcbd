package org.countersign.web.budget;

import java.util.List;
import org.countersign.web.Act;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Table;

/**
 * Exchange rates and closed periods.
 *
 * @param enterRate the fields of a new rate; none for who may not enter one
 * @param closePeriod the fields of a period to close; none for who may not
 * @param reopen the closed periods that may be opened again
 */
public record SettingsPage(
        Frame frame, Table rates, List<Field> enterRate, Table periods, List<Field> closePeriod, List<Act> reopen) {

    public SettingsPage {
        enterRate = List.copyOf(enterRate);
        closePeriod = List.copyOf(closePeriod);
        reopen = List.copyOf(reopen);
    }
}
