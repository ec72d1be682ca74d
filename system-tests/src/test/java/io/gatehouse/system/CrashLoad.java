package io.gatehouse.system;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who register and apps that refresh, in turn. Each tries again, as a person or an app would, until it is answered
 * with success, and remembers what it was told.
 */
final class CrashLoad implements AutoCloseable {

    static final int THREADS = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String issuer;
    private final Realm realm;
    private final int operations;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Chain> chains = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    CrashLoad(String issuer, Realm realm, int operations) {
        this.issuer = issuer;
        this.realm = realm;
        this.operations = operations;
    }

    /** One app with one grant; the token is always the last one that it was given. */
    private static final class Chain {
        final Visitor visitor;
        String token;

        Chain(Visitor visitor, String token) {
            this.visitor = visitor;
            this.token = token;
        }
    }

    /** A request that may meet a dead server. */
    private interface Attempt {
        boolean succeeds() throws IOException, InterruptedException;
    }

    void start() throws IOException, InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            Visitor visitor = new Visitor(issuer);
            String code = realm.app().code(visitor, realm.email(), realm.password(), Realm.SCOPE);
            chains.add(new Chain(visitor, Json.text(realm.app().redeem(visitor, code), "refresh_token")));
        }
        chains.forEach(chain -> running.add(threads.submit(() -> work(chain))));
    }

    void finish() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> thread : running) {
            thread.get(10, TimeUnit.MINUTES);
        }
    }

    /** Presents every app's last token once more and returns the answers' status codes. */
    List<Integer> presentAgain() {
        return chains.stream().map(this::presentAgain).toList();
    }

    Set<String> registered() {
        return registered;
    }

    int refreshes() {
        return refreshes.get();
    }

    /** How many requests got no answer at all. */
    int interrupted() {
        return interrupted.get();
    }

    /** Answers that nobody should ever get (503 with {@code Retry-After} is not one of them), and people who waited in vain. */
    Queue<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        chains.forEach(chain -> chain.visitor.close());
    }

    private Void work(Chain chain) throws InterruptedException {
        for (int i = next.getAndIncrement(); i < operations; i = next.getAndIncrement()) {
            String email = "crash-" + i + "@example.com";
            untilAnswered(email, () -> register(email));
            untilAnswered("refresh " + i, () -> refresh(chain));
        }
        return null;
    }

    private void untilAnswered(String what, Attempt attempt) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                if (attempt.succeeds()) {
                    return;
                }
            } catch (IOException e) {
                interrupted.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        problems.add(what + " was not answered with success within " + PATIENCE);
    }

    private boolean register(String email) throws IOException, InterruptedException {
        try (Visitor visitor = new Visitor(issuer)) {
            HttpResponse<String> page = visitor.get("/sign-up");
            if (!answered(page, 200)) {
                return false;
            }
            HttpResponse<String> answer = visitor.submit(
                    page, "/sign-up", Map.of("email", email, "name", "Somebody", "password", RandomText.next()));
            return answered(answer, 303) && registered.add(email);
        }
    }

    private boolean refresh(Chain chain) throws IOException, InterruptedException {
        HttpResponse<String> answer = realm.app().refresh(chain.visitor, chain.token);
        if (!answered(answer, 200)) {
            return false;
        }
        chain.token = Json.text(answer, "refresh_token");
        refreshes.incrementAndGet();
        return true;
    }

    private boolean answered(HttpResponse<String> answer, int success) {
        if (answer.statusCode() == success) {
            return true;
        }
        if (answer.statusCode() != 503
                || answer.headers().firstValue("Retry-After").isEmpty()) {
            problems.add(answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return false;
    }

    private int presentAgain(Chain chain) {
        try {
            return realm.app().refresh(chain.visitor, chain.token).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
