package io.gatehouse.ops;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns {@code GATEHOUSE_TLS_CERT} and {@code GATEHOUSE_TLS_KEY} (PEM files) into TLS 1.3 and 1.2 of the web server. The files are
 * watched: a new certificate serves new connections, and those that are open go on.
 */
final class TlsEnvironmentPostProcessor implements EnvironmentPostProcessor {

    private static final String BUNDLE = "spring.ssl.bundle.pem.gatehouse.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path certificate = file(environment, "GATEHOUSE_TLS_CERT");
        Path key = file(environment, "GATEHOUSE_TLS_KEY");
        if (certificate == null && key == null) {
            return;
        }
        if (certificate == null || key == null) {
            throw refused(
                    "GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY belong together: set both to PEM files, or neither.");
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "gatehouse-tls",
                        Map.of(
                                "server.ssl.bundle",
                                "gatehouse",
                                BUNDLE + "keystore.certificate",
                                certificate.toUri().toString(),
                                BUNDLE + "keystore.private-key",
                                key.toUri().toString(),
                                BUNDLE + "reload-on-update",
                                "true",
                                BUNDLE + "options.enabled-protocols",
                                "TLSv1.3,TLSv1.2",
                                "spring.ssl.bundle.watch.file.quiet-period",
                                "2s")));
    }

    private static @Nullable Path file(ConfigurableEnvironment environment, String variable) {
        String value = environment.getProperty(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        Path path = Path.of(value).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw refused(
                    variable + " names a file that cannot be read: '" + value + "'. Give the path of a PEM file.");
        }
        return path;
    }

    private static GatehouseException refused(String sentence) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence);
    }
}
