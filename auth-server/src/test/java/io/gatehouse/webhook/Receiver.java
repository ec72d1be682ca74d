package io.gatehouse.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of web-hooks on the loopback, which answers each path with the status that a test wants. */
final class Receiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpServer server;
    private final List<Message> messages = new ArrayList<>();
    private final ConcurrentHashMap<String, Integer> statuses = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    /** What arrived. */
    record Message(String path, Headers headers, String body) {

        String id() {
            return headers.getFirst("webhook-id");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String type() {
            return json().path("type").asString("");
        }

        List<String> signatures() {
            return List.of(headers.getFirst("webhook-signature").split(" "));
        }

        /** As the specification of Standard Webhooks tells receivers to do it. */
        boolean signedWith(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            String content = id() + "." + headers.getFirst("webhook-timestamp") + "." + body;
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] wanted = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
                return signatures().stream()
                        .filter(entry -> entry.startsWith("v1,"))
                        .anyMatch(entry -> MessageDigest.isEqual(
                                wanted, Base64.getDecoder().decode(entry.substring(3))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(String path, int status) {
        statuses.put(path, status);
    }

    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    List<Message> messages(String path) {
        return messages().stream()
                .filter(message -> message.path().equals(path))
                .toList();
    }

    /** Waits until so many messages arrived. */
    void await(String path, int count) {
        await(
                () -> messages(path).size() >= count,
                () -> path + " got " + messages(path).size());
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen in time: " + otherwise.get());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (messages) {
            messages.add(new Message(path, exchange.getRequestHeaders(), body));
        }
        try (exchange) {
            if (path.equals("/hang")) {
                end.await();
            }
            if (path.equals("/redirect")) {
                exchange.getResponseHeaders().add("Location", "/inner");
            }
            if (path.equals("/busy")) {
                exchange.getResponseHeaders().add("Retry-After", "7200");
            }
            exchange.sendResponseHeaders(statuses.getOrDefault(path, 204), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
