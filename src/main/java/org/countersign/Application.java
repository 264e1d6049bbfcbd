package org.countersign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Countersign: the purchase-order system for both ends of the order. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Application {

    /** Starts the installation that the command line and the environment describe. */
    public static void main(String... arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
