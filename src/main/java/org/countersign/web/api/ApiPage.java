package org.countersign.web.api;

import java.util.List;
import org.countersign.web.Table;
import org.countersign.web.Theme;

/** The API, to be read: its operations by resource, and who may do what. */
public record ApiPage(Theme theme, String title, String sentence, List<Table> groups) {

    public ApiPage {
        groups = List.copyOf(groups);
    }
}
