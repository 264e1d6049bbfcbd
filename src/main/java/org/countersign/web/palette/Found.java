package org.countersign.web.palette;

import java.util.List;

/** What was found, by what it is: at most eight documents or records of a kind, and the pages by that name. */
public record Found(List<Group> groups) {

    public Found {
        groups = List.copyOf(groups);
    }

    /** Documents or records of one kind. */
    public record Group(String name, List<Item> items) {

        public Group {
            items = List.copyOf(items);
        }
    }

    /** One of them: what it is, what tells it apart, and where it leads. */
    public record Item(String words, String note, String href) {}
}
