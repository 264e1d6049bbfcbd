package org.countersign.torture;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.countersign.Application;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The application with a bug in it, which the shipped one has no switch for: its databases are tampered with, and beside
 * its consumers stands one more.
 */
public final class PlantedApplication {

    private PlantedApplication() {}

    public static void main(String... arguments) {
        var application = new SpringApplication(Application.class);
        application.addInitializers(context -> {
            var planted = new PlantedBug(Path.of(context.getEnvironment().getRequiredProperty("countersign.data")));
            context.getBeanFactory().addBeanPostProcessor(new Tampering(planted));
            var beans = (GenericApplicationContext) context;
            beans.registerBean(PlantedBug.class, () -> planted);
            beans.registerBean(SecondSender.class);
        });
        application.run(arguments);
    }

    private record Tampering(PlantedBug planted) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource database ? new TamperedDatabase(database, planted) : bean;
        }
    }
}
