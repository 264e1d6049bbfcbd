package org.countersign.exchange;

/** Whom to ask. */
public record Contact(String name, String telephone, String email) {

    public static final Contact NONE = new Contact("", "", "");

    public boolean isNone() {
        return equals(NONE);
    }
}
