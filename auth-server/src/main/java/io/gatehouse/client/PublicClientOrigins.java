package io.gatehouse.client;

import io.gatehouse.database.ChangeFeed;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The web origins of single-page applications: those of the redirect URIs of public clients. Only their scripts may read
 * answers of the machine endpoints in a browser.
 */
@Component
public final class PublicClientOrigins {

    private final JdbcClients clients;
    private volatile @Nullable Set<String> origins;

    PublicClientOrigins(JdbcClients clients, ChangeFeed changes) {
        this.clients = clients;
        changes.subscribe("client", key -> origins = null);
    }

    /** Whether the origin (RFC 6454) belongs to a public client; {@code null} as text never does. */
    public boolean contains(String origin) {
        Set<String> known = origins;
        if (known == null) {
            known = clients.publicRedirectUris().stream()
                    .map(URI::create)
                    .filter(uri -> uri.getHost() != null)
                    .map(PublicClientOrigins::origin)
                    .collect(Collectors.toUnmodifiableSet());
            origins = known;
        }
        return known.contains(origin);
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
