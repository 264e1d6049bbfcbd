package org.countersign.invoice;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that counts the statements prepared on it. */
final class CountedStatements {

    private final AtomicInteger prepared = new AtomicInteger();
    private final DataSource database;

    CountedStatements(DataSource real) {
        database = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    var answer = called(() -> method.invoke(real, arguments));
                    return answer instanceof Connection connection ? counted(connection) : answer;
                });
    }

    DataSource database() {
        return database;
    }

    void reset() {
        prepared.set(0);
    }

    int count() {
        return prepared.get();
    }

    private Connection counted(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.incrementAndGet();
                    }
                    return called(() -> method.invoke(real, arguments));
                });
    }

    private interface Call {
        Object made() throws ReflectiveOperationException;
    }

    private static Object called(Call call) throws Throwable {
        try {
            return call.made();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
