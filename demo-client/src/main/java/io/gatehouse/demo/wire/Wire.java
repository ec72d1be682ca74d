package io.gatehouse.demo.wire;

import io.gatehouse.demo.wire.Step.Received;
import io.gatehouse.demo.wire.Step.Sent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends requests and writes each one, with its answer, into a trace. */
@Component
public final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 256 * 1024;
    private static final Set<String> SHOWN_HEADERS =
            Set.of("content-type", "cache-control", "www-authenticate", "location", "retry-after", "etag", "pragma");

    private final HttpClient client;
    private final Clock clock;

    Wire(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Sends and records. Fails with {@link UnreachableException} when no answer comes. */
    public Answer send(Call call, Trace trace) {
        Instant at = clock.instant();
        try {
            Answer answer = exchange(call);
            trace.add(step(at, call, answer, null));
            return answer;
        } catch (IOException e) {
            String reason = "No usable answer from " + call.uri().getRawAuthority() + ".";
            trace.add(step(at, call, null, reason));
            throw new UnreachableException(reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("The request was interrupted.", e);
        }
    }

    private Answer exchange(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(PATIENCE);
        call.headers().forEach(request::header);
        request.method(
                call.method(),
                call.method().equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body()));
        CompletableFuture<HttpResponse<byte[]>> sending = client.sendAsync(
                request.build(), HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Answer(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            sending.cancel(true);
            throw new IOException(e);
        }
    }

    private static Step step(Instant at, Call call, @Nullable Answer answer, @Nullable String failure) {
        String url = call.uri().toString();
        Sent sent = new Sent(
                "This app",
                call.method(),
                Masking.withoutQuery(url),
                Masking.query(url),
                fields(call.headers()),
                fields(call.form()),
                Masking.body(call.json(), List.of()));
        if (answer == null) {
            return new Step(at, call.title(), call.why(), sent, null, List.of(), List.of(), failure);
        }
        List<Field> headers = answer.headers().map().entrySet().stream()
                .filter(header -> SHOWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(header -> Field.of(header.getKey(), String.join(", ", header.getValue())))
                .toList();
        Received received = new Received(answer.status(), headers, Masking.body(answer.body(), secrets(call)));
        return new Step(at, call.title(), call.why(), sent, received, tokens(answer), List.of(), null);
    }

    private static List<Field> fields(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Field.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What was sent in confidence must not be shown because the other side repeats it. */
    private static List<String> secrets(Call call) {
        return Stream.of(call.headers(), call.form())
                .flatMap(values -> values.entrySet().stream())
                .filter(entry -> Masking.isSecret(entry.getKey()))
                .map(entry -> entry.getValue().substring(entry.getValue().indexOf(' ') + 1))
                .toList();
    }

    private static List<DecodedToken> tokens(Answer answer) {
        List<DecodedToken> tokens = new ArrayList<>();
        Map.of("access_token", "Access token", "id_token", "ID token").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> answer.member(kind.getKey())
                        .flatMap(token -> DecodedToken.decode(kind.getValue(), token))
                        .ifPresent(tokens::add));
        if (!answer.body().startsWith("{")) {
            DecodedToken.decode("Body", answer.body().strip()).ifPresent(tokens::add);
        }
        return List.copyOf(tokens);
    }
}
