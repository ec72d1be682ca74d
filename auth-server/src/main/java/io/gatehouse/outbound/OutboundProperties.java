package io.gatehouse.outbound;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this server may send requests of its own.
 *
 * @param allowedNetworks private networks (CIDR or single addresses) that are reachable although they are not public
 * @param caFile PEM bundle of certificate authorities that are trusted beside the platform's
 */
@ConfigurationProperties("gatehouse.outbound")
public record OutboundProperties(
        @DefaultValue List<String> allowedNetworks,
        @Nullable Path caFile) {

    public OutboundProperties {
        allowedNetworks = List.copyOf(allowedNetworks);
    }
}
