package org.countersign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole application on a port of its own and a clone of the database. One application serves all such
 * tests of a JVM, so each test makes its own organisation ({@link Fixture#in(javax.sql.DataSource)} with the application's
 * {@code DataSource}) and asks through a {@link Caller} on {@code @LocalServerPort}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestApp.OnAClone.class)
public @interface TestApp {

    /**
     * Points the application at a clone, and counts what it asks of it; the cluster's logins keep the password of the test
     * run.
     */
    class OnAClone implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var data = Files.createTempDirectory("countersign-app");
                var secrets = Files.createDirectories(data.resolve("secrets"));
                Files.writeString(secrets.resolve("database-app"), TestDatabase.password());
                Files.writeString(secrets.resolve("database-feed"), TestDatabase.password());
                TestPropertyValues.of(
                                "countersign.database-url=" + TestDatabase.clonedUrl(), "countersign.data=" + data)
                        .applyTo(context);
                context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return name.equals("appDatabase") ? new Counting((DataSource) bean) : bean;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
