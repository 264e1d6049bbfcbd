package org.countersign.web;

import java.util.Optional;
import java.util.UUID;

/**
 * What stands around every page.
 *
 * @param title of the browser's tab, without the product's name
 * @param csrf the token that every form sends back
 * @param flash about the act that led here, if one did
 */
public record Frame(String title, Place place, Visitor visitor, Theme theme, String csrf, Optional<Flash> flash) {

    public static Frame of(String title, Place place, Visitor visitor, Theme theme, String csrf) {
        return new Frame(title, place, visitor, theme, csrf, Optional.empty());
    }

    public Frame saying(Flash said) {
        return new Frame(title, place, visitor, theme, csrf, Optional.of(said));
    }

    /** A fresh idempotency key: one per form on the page. */
    public String key() {
        return UUID.randomUUID().toString();
    }
}
