package io.gatehouse.shared;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this server lives: its issuer identifier (RFC 8414 section 2), its data folder, and whether it runs as a demo.
 *
 * @param issuer the one base of every URL that leaves the server; never taken from a request
 * @param data folder of the keyring, the embedded database and, in demo mode, the mail files
 * @param demo demo mode: plain http on any issuer, mail kept in a mailbox page
 */
@ConfigurationProperties("gatehouse")
public record GatehouseProperties(
        @DefaultValue("http://localhost:9000") URI issuer,
        @DefaultValue("./data") Path data,
        @DefaultValue("false") boolean demo) {

    public GatehouseProperties {
        requireUsable(issuer, demo);
        data = data.toAbsolutePath().normalize();
    }

    /** An absolute URL of this server for a path that starts with a slash. */
    public String url(String path) {
        return issuer + path;
    }

    /** Whether people reach this server over https, so that cookies can be {@code Secure} and {@code __Host-}. */
    public boolean https() {
        return "https".equals(issuer.getScheme());
    }

    private static void requireUsable(URI issuer, boolean demo) {
        String text = issuer.toString();
        boolean web = "https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme());
        if (!web || issuer.getHost() == null || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException("gatehouse.issuer (GATEHOUSE_ISSUER) must be an absolute http(s) URL "
                    + "without query or fragment, such as https://id.example.com, but is '" + text + "'.");
        }
        if (text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "gatehouse.issuer (GATEHOUSE_ISSUER) must not end with a slash: remove it from '" + text + "'.");
        }
        if ("http".equals(issuer.getScheme()) && !demo && !loopback(issuer.getHost())) {
            throw new IllegalArgumentException("gatehouse.issuer (GATEHOUSE_ISSUER) must be https for the host '"
                    + issuer.getHost() + "': plain http is only accepted on localhost or in demo mode.");
        }
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }
}
