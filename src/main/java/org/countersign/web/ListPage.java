package org.countersign.web;

import java.util.List;
import java.util.Optional;

/**
 * A list that answers "what needs me?" first: views with counts, filters as words, rows in a fixed order, pages by key.
 * Everything it shows stands in its address.
 *
 * @param order how the rows are sorted, in words
 * @param selection what may be done with several rows at once
 * @param empty what is said when there are no rows
 */
public record ListPage(
        Heading heading,
        List<View> views,
        Narrowing narrowing,
        String order,
        Table table,
        Paging paging,
        Optional<Act> selection,
        Empty empty) {

    public ListPage {
        views = List.copyOf(views);
    }

    /** What the list is, its sum (left out where there are too many to add up), and the act to start with. */
    public record Heading(String title, String subtitle, Optional<Sum> sum, List<Act> acts) {

        public Heading {
            acts = List.copyOf(acts);
        }

        public static Heading of(String title, String subtitle) {
            return new Heading(title, subtitle, Optional.empty(), List.of());
        }

        public Heading with(Sum shown) {
            return new Heading(title, subtitle, Optional.of(shown), acts);
        }

        public Heading with(Act... open) {
            return new Heading(title, subtitle, sum, List.of(open));
        }
    }

    /**
     * A question the list answers.
     *
     * @param count as words, bounded ("1,000+"); empty where it is not counted
     */
    public record View(String name, String words, String count, String href, boolean on) {}

    /**
     * A filter that is set, as words: "cost centre is" "CC-410".
     *
     * @param removeHref the same list without it; empty where it cannot be removed
     */
    public record Filter(String measure, String value, String removeHref) {}

    /**
     * The filters that are set and the form that sets more, sent by GET to the list's own address.
     *
     * @param kept the parameters that stay as they are, such as the view
     */
    public record Narrowing(String address, List<Filter> filters, List<Field> fields, List<Field.Option> kept) {

        public Narrowing {
            filters = List.copyOf(filters);
            fields = List.copyOf(fields);
            kept = List.copyOf(kept);
        }

        public static Narrowing none() {
            return new Narrowing("", List.of(), List.of(), List.of());
        }

        public boolean any() {
            return !filters.isEmpty() || !fields.isEmpty();
        }
    }

    /**
     * Where this page of rows stands and where to go on; an empty address is a direction that ends here.
     *
     * @param words "50 of 318"
     * @param csv the same rows as a file; empty where there is none
     */
    public record Paging(String words, String previous, String next, String csv) {

        public static Paging whole(String words) {
            return new Paging(words, "", "", "");
        }

        public Paging csv(String href) {
            return new Paging(words, previous, next, href);
        }
    }

    /** What will be here, and the first step towards it. */
    public record Empty(String title, String sentence, Optional<Act> step) {

        public static Empty of(String title, String sentence) {
            return new Empty(title, sentence, Optional.empty());
        }

        public static Empty of(String title, String sentence, Act step) {
            return new Empty(title, sentence, Optional.of(step));
        }
    }
}
