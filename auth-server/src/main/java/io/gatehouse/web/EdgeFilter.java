package io.gatehouse.web;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only requests for this server's own name, finds the client's address, and from then on lets every URL that is
 * built from the request start with the issuer, whatever the Host header says.
 */
final class EdgeFilter extends OncePerRequestFilter {

    private static final int MOST_HOPS = 20;

    private final URI issuer;
    private final boolean loopback;
    private final Set<String> hosts;
    private final List<Network> trustedProxies;

    EdgeFilter(GatehouseProperties server, WebProperties web) {
        this.issuer = server.issuer();
        this.loopback = isLoopback(issuer.getHost());
        this.hosts = new HashSet<>(web.allowedHosts());
        this.trustedProxies = web.trustedProxies().stream().map(Network::parse).toList();
        String host = issuer.getHost().toLowerCase(Locale.ROOT);
        int standardPort = IssuerRequest.standardPort(issuer.getScheme());
        int port = issuer.getPort() == -1 ? standardPort : issuer.getPort();
        hosts.add(host + ":" + port);
        if (port == standardPort) {
            hosts.add(host);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean trusted = trusted(ClientAddress.peer(request));
        if (!ours(host(request, trusted), request.getLocalPort())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        request.setAttribute(ClientAddress.ATTRIBUTE, new ClientAddress(client(request, trusted)));
        chain.doFilter(new IssuerRequest(request, issuer), response);
    }

    private boolean ours(@Nullable String host, int localPort) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.contains(name)
                || loopback
                        && (name.equals("localhost:" + localPort)
                                || name.equals("127.0.0.1:" + localPort)
                                || name.equals("[::1]:" + localPort));
    }

    private static @Nullable String host(HttpServletRequest request, boolean trusted) {
        String forwarded = trusted ? request.getHeader("X-Forwarded-Host") : null;
        if (forwarded == null) {
            return request.getHeader("Host");
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** The last address of X-Forwarded-For that is not one of our proxies: what stands before it, anybody may have written. */
    private InetAddress client(HttpServletRequest request, boolean trusted) {
        InetAddress client = ClientAddress.peer(request);
        if (!trusted) {
            return client;
        }
        String header = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        List<String> hops = Arrays.asList(header.split(","));
        for (String hop : hops.reversed().subList(0, Math.min(hops.size(), MOST_HOPS))) {
            try {
                client = InetAddress.ofLiteral(hop.strip());
            } catch (IllegalArgumentException e) {
                return client;
            }
            if (!trusted(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean trusted(InetAddress address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }
}
