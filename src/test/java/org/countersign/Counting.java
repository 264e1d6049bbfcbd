package org.countersign;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that counts the statements that are sent to it. */
public final class Counting extends DelegatingDataSource {

    private final AtomicInteger statements = new AtomicInteger();

    public Counting(DataSource database) {
        super(database);
    }

    /** How many statements the work sends. */
    public int during(Runnable work) {
        var before = statements.get();
        work.run();
        return statements.get() - before;
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Counting.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
