package org.countersign.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.countersign.kernel.Authority;

/** What an operation of the API does, for its document; the doors ask the authorities, and a test holds the two together. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Does {

    /** One sentence in the words of the trade, such as "Notes what the vendor answered". */
    String value();

    /** The authorities of which the door asks one; everybody may where none is named. */
    Authority[] needs() default {};

    /** The authorities that it asks besides. */
    Authority[] also() default {};
}
