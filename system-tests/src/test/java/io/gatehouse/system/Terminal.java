package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An operator's terminal: {@code ./gatehouse admin …} beside a running server. */
final class Terminal {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Map<String, String> environment;

    /** With the environment that the server itself was started with. */
    Terminal(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What the command prints; it must end well. */
    String admin(String... words) {
        try {
            Path printed = Files.createTempFile(Workspace.target(), "admin-", ".txt");
            Path log = Workspace.target().resolve("logs").resolve("admin.log");
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command(words))
                    .redirectOutput(printed.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            String text = Files.readString(printed);
            Files.delete(printed);
            assertThat(process.waitFor())
                    .as("exit code of admin %s\n%s", List.of(words), text)
                    .isZero();
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String... words) {
        Path launcher = Workspace.root().resolve("gatehouse");
        return Stream.concat(Stream.of(launcher.toString(), "admin"), Stream.of(words))
                .toList();
    }
}
