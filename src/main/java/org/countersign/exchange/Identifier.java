package org.countersign.exchange;

/**
 * A number somebody or something is known by, and the list it stands in.
 *
 * @param scheme the list: a code of ISO 6523 or of the electronic address schemes ({@code 0088} is GLN); empty if not said
 * @param value the number itself, empty if there is none
 */
public record Identifier(String scheme, String value) {

    public static final Identifier NONE = new Identifier("", "");

    public boolean isNone() {
        return value.isEmpty();
    }
}
