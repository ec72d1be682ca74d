package io.gatehouse.password;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a few hashes run at a time and a bounded number wait for a bounded time. Platform threads, because native code
 * would pin the carriers of virtual threads and stop all other requests.
 */
final class HashingQueue implements AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final Duration patience;

    HashingQueue(int atOnce, int waiting, Duration patience) {
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("password-", 1).factory());
    }

    <T> T run(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            task.cancel(false);
            threads.remove(task);
            throw new GatehouseException(ErrorCode.OVERLOADED, "Too many passwords wait to be hashed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatehouseException(ErrorCode.OVERLOADED, "Interrupted while a password waited to be hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing a password failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
