package io.gatehouse.web;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this server believes about the network in front of it.
 *
 * @param allowedHosts values of the Host header that are answered besides the issuer's own, each with its port
 *     unless that is the scheme's default, such as {@code 10.0.0.5:9000} for a load balancer's health check
 * @param trustedProxies networks in CIDR notation whose X-Forwarded-For and X-Forwarded-Host are believed
 */
@ConfigurationProperties("gatehouse.web")
public record WebProperties(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> trustedProxies) {

    public WebProperties {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Network::parse);
    }
}
