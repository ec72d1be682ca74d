package io.gatehouse.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * LISTEN on a connection of its own. Notifications sent while it was away are gone, so that a new connection first tells
 * every listener that anything may have changed.
 */
final class PostgresChangeFeed implements ChangeFeed, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangeFeed.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final DatabaseAccess access;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread thread;

    PostgresChangeFeed(DatabaseAccess access) {
        this.access = access;
    }

    @Override
    public void subscribe(String topic, Consumer<String> listener) {
        listeners.computeIfAbsent(topic, key -> new CopyOnWriteArrayList<>()).add(listener);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread listening = Thread.ofVirtual().name("change-feed").unstarted(this::listenForEver);
            thread = listening;
            listening.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        closeQuietly(connection);
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void listenForEver() {
        long pause = FIRST_PAUSE_MILLIS;
        while (Thread.currentThread().equals(thread)) {
            try (Connection opened = open()) {
                connection = opened;
                pause = FIRST_PAUSE_MILLIS;
                everything();
                listen(opened);
            } catch (SQLException e) {
                if (isRunning()) {
                    LOG.debug("The change feed lost its connection", e);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", access.server().user());
        properties.setProperty("password", access.server().password());
        properties.setProperty("ApplicationName", "gatehouse-changes");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        Connection opened = DriverManager.getConnection(access.url(), properties);
        try (Statement statement = opened.createStatement()) {
            statement.execute("listen gatehouse");
            return opened;
        } catch (SQLException e) {
            closeQuietly(opened);
            throw e;
        }
    }

    private void listen(Connection opened) throws SQLException {
        PGConnection postgres = opened.unwrap(PGConnection.class);
        while (Thread.currentThread().equals(thread)) {
            PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
            if (notifications.length == 0) {
                requireAlive(opened);
            }
            for (PGNotification notification : notifications) {
                dispatch(notification.getParameter());
            }
        }
    }

    /** A peer that vanished without a word is noticed only by talking to it. */
    private static void requireAlive(Connection opened) throws SQLException {
        if (!opened.isValid(2)) {
            throw new SQLException("The connection is dead.", "08006");
        }
    }

    private void dispatch(String change) {
        int colon = change.indexOf(':');
        if (colon > 0) {
            tell(listeners.getOrDefault(change.substring(0, colon), List.of()), change.substring(colon + 1));
        }
    }

    private void everything() {
        listeners.values().forEach(interested -> tell(interested, EVERYTHING));
    }

    private static void tell(List<Consumer<String>> interested, String key) {
        for (Consumer<String> listener : interested) {
            try {
                listener.accept(key);
            } catch (RuntimeException e) {
                LOG.error("A listener of the change feed failed; others are told all the same.", e);
            }
        }
    }

    private static void closeQuietly(@Nullable Connection opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (SQLException e) {
            LOG.debug("The change feed's connection did not close in order", e);
        }
    }
}
