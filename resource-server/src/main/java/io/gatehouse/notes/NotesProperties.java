package io.gatehouse.notes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the notes API. Every value is checked when the record is made, so a wrong one ends the start with a
 * {@link ConfigurationProblem} instead of failing at the first request.
 */
@ConfigurationProperties("notes")
public record NotesProperties(
        @DefaultValue("9001") String port,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("http://localhost:9000") String issuer,
        @DefaultValue("http://localhost:9001") String resource,
        @DefaultValue("./data/notes") String data,
        @DefaultValue Introspection introspection) {

    private static final Pattern ADDRESS = Pattern.compile("localhost|[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|[a-z0-9.-]+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public NotesProperties {
        portNumber(port);
        address(bind);
        url("notes.issuer", issuer);
        url("notes.resource", resource);
        folder(data);
    }

    public int portNumber() {
        return portNumber(port);
    }

    public InetAddress bindAddress() {
        return address(bind);
    }

    /** The resource identifier without a slash at its end: the base of every URL that this API hands out. */
    public String baseUrl() {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }

    public Path dataFolder() {
        return folder(data);
    }

    private static int portNumber(String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw ConfigurationProblem.of(
                "notes.port", "is not a port: give a number from 1 to 65535, or 0 for any free port.");
    }

    private static InetAddress address(String value) {
        try {
            // Only literal addresses, so that no name service decides which network the API is offered to.
            if (ADDRESS.matcher(value).matches()) {
                return InetAddress.getByName(value);
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw ConfigurationProblem.of(
                "notes.bind", "is not an address: give an IP address of this machine, such as 127.0.0.1 or 0.0.0.0.");
    }

    /** RFC 8414 section 2 (issuer), RFC 9728 section 1.2 (resource): absolute, without query and fragment. */
    private static void url(String property, String value) {
        URI uri = null;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException e) {
            // told below
        }
        if (uri == null
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw ConfigurationProblem.of(
                    property,
                    "is not a URL: give an absolute one without query and fragment, such as https://id.example.org.");
        }
        boolean plainLoopback = "http".equals(uri.getScheme())
                && LOOPBACK.matcher(uri.getHost()).matches();
        if (!"https".equals(uri.getScheme()) && !plainLoopback) {
            throw ConfigurationProblem.of(
                    property, "is not safe on a network: use https (http is accepted for localhost only).");
        }
    }

    private static Path folder(String value) {
        Path folder;
        try {
            folder = Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw ConfigurationProblem.of("notes.data", "is not a path: give the folder that keeps the notes.");
        }
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw ConfigurationProblem.of(
                    "notes.data", "is not a folder that can be written: give one that this user may write to.");
        }
        if (folder.toString().contains(";")) {
            throw ConfigurationProblem.of("notes.data", "has a semicolon: give a folder without one.");
        }
        return folder;
    }

    /**
     * How the API asks the issuer whether a token still counts (RFC 7662). Without a secret it does not ask, and a
     * revoked token is accepted until it expires.
     */
    public record Introspection(
            @DefaultValue("notes-api") String clientId,
            @Nullable String clientSecret,
            @Nullable String clientSecretFile) {

        public Introspection {
            if (clientId.isBlank()) {
                throw ConfigurationProblem.of(
                        "notes.introspection.client-id", "is empty: give the client id of this API.");
            }
            secret(clientSecret, clientSecretFile);
        }

        public @Nullable String secret() {
            return secret(clientSecret, clientSecretFile);
        }

        @Override
        public String toString() {
            return "Introspection[clientId=" + clientId + "]";
        }

        private static @Nullable String secret(@Nullable String value, @Nullable String file) {
            boolean valueGiven = value != null && !value.isBlank();
            if (file == null || file.isBlank()) {
                return valueGiven ? value : null;
            }
            if (valueGiven) {
                throw ConfigurationProblem.of(
                        "notes.introspection.client-secret", "is given twice: keep either the value or the file.");
            }
            try {
                String secret = Files.readString(Path.of(file)).strip();
                if (!secret.isEmpty()) {
                    return secret;
                }
            } catch (IOException | InvalidPathException e) {
                // told below
            }
            throw ConfigurationProblem.of(
                    "notes.introspection.client-secret-file",
                    "names no readable file with a secret: give the path of one.");
        }
    }
}
