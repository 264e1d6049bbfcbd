package org.countersign.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Under which heading the operations of a resource stand in the document of the API. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Chapter {

    /** The heading, such as "Receipts". */
    String value();

    /** What it is about, in one sentence. */
    String about();
}
