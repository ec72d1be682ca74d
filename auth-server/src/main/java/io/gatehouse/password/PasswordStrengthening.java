package io.gatehouse.password;

import io.gatehouse.password.JdbcStoredHashes.Stored;
import io.gatehouse.password.JdbcStoredHashes.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Improves the stored hashes of all accounts, former ones too, without their passwords: puts Argon2id around weaker ones, and seals or unseals
 * them as the pepper is set, under the keyring's primary key. Goes through the tables in batches; each row changes by one
 * conditional statement, so it may run beside the server, be stopped at any point, and be started again.
 */
public final class PasswordStrengthening {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordStrengthening.class);
    private static final int BATCH = 200;

    private final JdbcStoredHashes stored;
    private final PasswordHashing hashing;
    private final int atOnce;

    PasswordStrengthening(JdbcStoredHashes stored, PasswordHashing hashing, int atOnce) {
        this.stored = stored;
        this.hashing = hashing;
        this.atOnce = atOnce;
    }

    /**
     * How far it is.
     *
     * @param seen hashes looked at
     * @param improved hashes replaced
     * @param unreadable hashes that cannot be checked any more, which stay as they are; the log says why
     */
    public record Progress(long seen, long improved, long unreadable) {

        private Progress plus(Result result) {
            return new Progress(
                    seen + 1,
                    improved + (result == Result.IMPROVED ? 1 : 0),
                    unreadable + (result == Result.UNREADABLE ? 1 : 0));
        }
    }

    private enum Result {
        KEPT,
        IMPROVED,
        UNREADABLE
    }

    /** Goes through all hashes once, and tells after each batch how far it is. */
    public Progress run(Consumer<Progress> afterBatch) {
        Progress progress = new Progress(0, 0, 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (Table table : Table.values()) {
                List<Stored> batch = stored.page(table, null, BATCH);
                while (!batch.isEmpty()) {
                    for (Result result : improve(table, batch, threads)) {
                        progress = progress.plus(result);
                    }
                    afterBatch.accept(progress);
                    batch = stored.page(table, batch.getLast().key(), BATCH);
                }
            }
        }
        return progress;
    }

    private List<Result> improve(Table table, List<Stored> batch, ExecutorService threads) {
        List<Future<Result>> running = new ArrayList<>();
        for (Stored row : batch) {
            running.add(threads.submit(() -> improve(table, row)));
        }
        List<Result> results = new ArrayList<>();
        try {
            for (Future<Result> future : running) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while improving password hashes", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Improving a password hash failed", e.getCause());
        } finally {
            running.forEach(future -> future.cancel(false));
        }
        return results;
    }

    private Result improve(Table table, Stored row) {
        String better = better(row);
        if (better == null) {
            return Result.UNREADABLE;
        }
        boolean improved = !better.equals(row.hash()) && stored.replace(table, row, better);
        return improved ? Result.IMPROVED : Result.KEPT;
    }

    private @Nullable String better(Stored row) {
        try {
            return hashing.strengthened(row.hash());
        } catch (IllegalStateException e) {
            LOG.error("A password hash of account {} stays as it is: {}", row.account(), e.getMessage());
            return null;
        }
    }
}
