package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One packaged app as a process of its own. Whatever happens to the tests, it ends with their JVM at the latest. */
final class RunningApp implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    /** What a child process inherits; everything else is named by the test. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR", "USER");

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final Path log;

    private RunningApp(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a module's app; its output is appended to {@code target/logs/<name>.log}. */
    static RunningApp start(String name, String module, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-jar");
        command.add(Workspace.app(module).toString());
        Path log = Workspace.target().resolve("logs").resolve(name + ".log");
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().putAll(environment);
            Process process = builder.start();
            ALIVE.add(process);
            process.onExit().thenAccept(ALIVE::remove);
            return new RunningApp(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the address answers with 200; fails at once when the process has ended. */
    RunningApp awaitOk(URI health) {
        return awaitOk(health, null);
    }

    /** The same over https, with the authorities that the test trusts. */
    RunningApp awaitOk(URI health, @Nullable SSLContext tls) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2));
        try (HttpClient http =
                tls == null ? builder.build() : builder.sslContext(tls).build()) {
            Awaitility.await("200 from " + health)
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(START_LIMIT)
                    .until(() -> !process.isAlive() || answersOk(http, health));
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The process ended with " + process.exitValue() + ":\n" + log());
        }
        return this;
    }

    /** Ends it as a service manager would: with a signal that lets it finish what it does. */
    void stop() {
        process.destroy();
        if (!ended(STOP_LIMIT)) {
            kill();
            throw new IllegalStateException("The process did not end within " + STOP_LIMIT + ":\n" + log());
        }
    }

    /** Ends it without a chance to tidy up, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        ended(STOP_LIMIT);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for an end that the process chose itself, such as a failed start. */
    int awaitExit(Duration limit) {
        if (!ended(limit)) {
            kill();
            throw new IllegalStateException("The process still ran after " + limit + ":\n" + log());
        }
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            if (!ended(STOP_LIMIT)) {
                kill();
            }
        }
    }

    /** Ends whatever tests left running; the JVM's last act. */
    static void endAll() {
        ALIVE.forEach(RunningApp::endForShutdown);
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean answersOk(HttpClient http, URI health) {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void endForShutdown(Process process) {
        List<ProcessHandle> children;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            children = descendants.toList();
        }
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
