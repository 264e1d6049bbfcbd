package org.countersign.shots;

import java.util.List;

/** What was seen of a page: where it was, what it cost the first and the second time, and what is wrong with it. */
record Seen(ProductPage page, String address, Weight first, Weight again, List<String> findings) {

    /** What came over the wire, in bytes with headers, and in how many requests. */
    record Weight(long bytes, int requests) {

        static final Weight NONE = new Weight(0, 0);

        String kilobytes() {
            return "%.1f".formatted(bytes / 1000.0);
        }
    }

    /** A page that could not be looked at. */
    static Seen not(ProductPage page, String why) {
        return new Seen(page, "", Weight.NONE, Weight.NONE, List.of(why));
    }

    String picture(String scheme, int width) {
        return page.name() + "-" + scheme + "-" + width + ".png";
    }
}
