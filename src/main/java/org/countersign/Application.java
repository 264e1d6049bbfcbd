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
        // A virtual thread that waits for a class to be loaded keeps its carrier. A small machine therefore has some
        // more carriers than processors, so that one is left for whom the others wait; 128 cost a seventh of the time.
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(
                    CARRIERS, Integer.toString(Math.max(4, Runtime.getRuntime().availableProcessors())));
        }
        SpringApplication.run(Application.class, arguments);
    }
}
