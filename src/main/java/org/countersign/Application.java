package org.countersign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Countersign: the purchase-order system for both ends of the order. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Application {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /** Starts the installation that the command line and the environment describe. */
    public static void main(String... arguments) {
        // A virtual thread that waits while it loads a class keeps its carrier. With no more carriers than processors
        // all of
        // them can be kept so, and the one they wait for never runs: more than there are requests at work, then.
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, "128");
        }
        SpringApplication.run(Application.class, arguments);
    }
}
