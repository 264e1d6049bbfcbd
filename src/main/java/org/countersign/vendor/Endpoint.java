package org.countersign.vendor;

import org.countersign.kernel.Refusal;

/** Where documents reach a vendor: an identifier and its scheme (ISO 6523 or EAS code); both empty where there is none. */
public record Endpoint(String scheme, String id) {

    public Endpoint {
        scheme = scheme.strip();
        id = id.strip();
        Refusal.unless(
                scheme.isEmpty() == id.isEmpty(),
                "endpoint-incomplete",
                "An endpoint is a scheme and an identifier, such as 9930 and DE123456789.");
    }

    public static Endpoint none() {
        return new Endpoint("", "");
    }

    public boolean isNone() {
        return id.isEmpty();
    }
}
