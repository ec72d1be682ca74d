package io.gatehouse.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the statements that reach a DataSource, on whatever thread but those of scheduled jobs, while a test asks for it.
 * Commit, rollback and SET do not count; a batch counts once. As a bean it wraps the application's own DataSource.
 */
public final class StatementCounter implements BeanPostProcessor {

    /** Jobs run whenever they are due, so also while a request is being counted. */
    private static final String OF_JOBS = "job-";

    private volatile @Nullable Queue<String> recording;

    /** A DataSource whose statements this counter sees. */
    public DataSource wrap(DataSource target) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? watch(connection) : result;
        });
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? wrap(dataSource) : bean;
    }

    /** How many statements ran meanwhile. */
    public int countDuring(Callable<?> action) throws Exception {
        return statementsDuring(action).size();
    }

    /** The SQL of the statements that ran meanwhile, in order. */
    public synchronized List<String> statementsDuring(Callable<?> action) throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        recording = seen;
        try {
            action.call();
        } finally {
            recording = null;
        }
        return List.copyOf(seen);
    }

    private Connection watch(Connection target) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            if (result instanceof Statement statement) {
                String prepared = arguments != null && arguments[0] instanceof String sql ? sql : null;
                return watch(statement, method.getReturnType(), prepared);
            }
            return result;
        });
    }

    private Object watch(Statement target, Class<?> type, @Nullable String prepared) {
        return proxy(type, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                String own = arguments != null && arguments[0] instanceof String sql ? sql : prepared;
                record(own == null ? "(batch)" : own);
            }
            return invoke(target, method, arguments);
        });
    }

    private void record(String sql) {
        Queue<String> seen = recording;
        boolean ofJob = Thread.currentThread().getName().startsWith(OF_JOBS);
        if (seen != null && !ofJob && !sql.strip().toLowerCase(Locale.ROOT).startsWith("set ")) {
            seen.add(sql);
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(StatementCounter.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
