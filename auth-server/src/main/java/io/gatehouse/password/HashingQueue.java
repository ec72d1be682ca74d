package io.gatehouse.password;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few hashes run at a time and a bounded number wait for a bounded time. Who waits stands in a line of its own
 * (a network); the lines take turns, and when there is no room left the longest line gives up its last place. So a flood
 * from one side delays another by the hashes that run already, and never refuses it. Platform threads, because native code
 * would pin the carriers of virtual threads and stop all other requests.
 */
final class HashingQueue implements AutoCloseable {

    private final int mostWaiting;
    private final Duration patience;

    /** The lines in the order of their turns; none is empty. Guarded by itself, as is what follows. */
    private final Map<String, Deque<FutureTask<?>>> lines = new LinkedHashMap<>();

    private int waiting;
    private int idleThreads;
    private boolean closed;

    HashingQueue(int atOnce, int mostWaiting, Duration patience) {
        this.mostWaiting = mostWaiting;
        this.patience = patience;
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("password-", 1).factory();
        for (int i = 0; i < atOnce; i++) {
            threads.newThread(this::work).start();
        }
    }

    <T> T run(String line, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            if (!enter(line, task)) {
                throw overloaded("Too many passwords wait to be hashed", null);
            }
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException | TimeoutException e) {
            leave(line, task);
            throw overloaded("Too many passwords wait to be hashed", e);
        } catch (InterruptedException e) {
            leave(line, task);
            Thread.currentThread().interrupt();
            throw overloaded("Interrupted while a password waited to be hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing a password failed", e.getCause());
        }
    }

    /** How many wait at this moment. */
    int waiting() {
        synchronized (lines) {
            return waiting;
        }
    }

    private boolean enter(String line, FutureTask<?> task) {
        FutureTask<?> sentAway = null;
        synchronized (lines) {
            Deque<FutureTask<?>> own = lines.get(line);
            if (waiting >= mostWaiting + idleThreads) {
                sentAway = lastOfLongest(own == null ? 0 : own.size());
                if (sentAway == null) {
                    return false;
                }
            }
            lines.computeIfAbsent(line, key -> new ArrayDeque<>()).addLast(task);
            waiting++;
            lines.notify();
        }
        if (sentAway != null) {
            sentAway.cancel(false);
        }
        return true;
    }

    /** Takes the newest out of the longest line, unless that line is hardly longer than the newcomer's own. */
    private @Nullable FutureTask<?> lastOfLongest(int own) {
        String longest = lines.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey)
                .orElseThrow();
        Deque<FutureTask<?>> line = lines.getOrDefault(longest, new ArrayDeque<>());
        if (line.size() <= own + 1) {
            return null;
        }
        waiting--;
        return line.pollLast();
    }

    private void leave(String line, FutureTask<?> task) {
        task.cancel(false);
        synchronized (lines) {
            Deque<FutureTask<?>> own = lines.get(line);
            if (own != null && own.remove(task)) {
                waiting--;
                if (own.isEmpty()) {
                    lines.remove(line);
                }
            }
        }
    }

    private void work() {
        FutureTask<?> task = next();
        while (task != null) {
            task.run();
            task = next();
        }
    }

    /** The first of the line whose turn it is; that line then goes behind the others. */
    private @Nullable FutureTask<?> next() {
        synchronized (lines) {
            while (lines.isEmpty() && !closed) {
                idleThreads++;
                try {
                    lines.wait();
                } catch (InterruptedException e) {
                    return null;
                } finally {
                    idleThreads--;
                }
            }
            if (closed) {
                return null;
            }
            Map.Entry<String, Deque<FutureTask<?>>> turn =
                    lines.entrySet().iterator().next();
            String line = turn.getKey();
            Deque<FutureTask<?>> own = turn.getValue();
            lines.remove(line);
            FutureTask<?> task = own.pollFirst();
            waiting--;
            if (!own.isEmpty()) {
                lines.put(line, own);
            }
            return task;
        }
    }

    private static GatehouseException overloaded(String sentence, @Nullable Throwable cause) {
        return new GatehouseException(ErrorCode.OVERLOADED, sentence, cause);
    }

    @Override
    public void close() {
        synchronized (lines) {
            closed = true;
            lines.values().forEach(line -> line.forEach(task -> task.cancel(false)));
            lines.clear();
            waiting = 0;
            lines.notifyAll();
        }
    }
}
