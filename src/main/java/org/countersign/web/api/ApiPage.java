package org.countersign.web.api;

import java.util.List;
import org.countersign.web.Table;
import org.countersign.web.Theme;

/** The API, to be read: its operations by resource, and who may do what. */
public record ApiPage(Theme theme, String title, String sentence, List<Part> parts) {

    public ApiPage {
        parts = List.copyOf(parts);
    }

    /** A table under its name, with what it is about; empty where the name says it. */
    public record Part(String about, Table table) {}
}
