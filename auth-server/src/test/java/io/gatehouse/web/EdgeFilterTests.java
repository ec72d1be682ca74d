package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Whom the server answers, and whose word it takes about the caller. */
final class EdgeFilterTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/token");
    private MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @Test
    @Tag("attack-10")
    void attack10ForwardedForWhenPeerUntrustedThenPeerCounts() {
        request.addHeader("X-Forwarded-For", "198.51.100.7");

        assertThat(client("192.0.2.9")).isEqualTo("192.0.2.9");
    }

    @Test
    @Tag("attack-10")
    void attack10ForwardedForWhenPeerTrustedThenLastUntrustedHopCounts() {
        request.addHeader("X-Forwarded-For", "1.1.1.1, 198.51.100.7");
        request.addHeader("X-Forwarded-For", "10.9.9.9");

        assertThat(client("10.1.2.3")).isEqualTo("198.51.100.7");
    }

    @Test
    @Tag("attack-10")
    void attack10ForwardedForWhenGarbageThenTrustEndsThere() {
        request.addHeader("X-Forwarded-For", "1.1.1.1, evil, 10.9.9.9");

        assertThat(client("10.1.2.3")).isEqualTo("10.9.9.9");
    }

    @Test
    @Tag("attack-9")
    void attack9HostWhenForwardedByATrustedProxyThenChecked() {
        request.addHeader("X-Forwarded-Host", "evil.example");
        run("10.1.2.3", "id.example.com");
        assertThat(response.getStatus()).isEqualTo(400);
    }

    @Test
    @Tag("attack-9")
    void attack9UrlWhenHostIsAllowedThenStillStartsWithTheIssuer() {
        run("192.0.2.9", "10.0.0.5:9000");

        assertThat(seen().getRequestURL()).hasToString("https://id.example.com/oauth2/token");
        assertThat(seen().isSecure()).isTrue();
        assertThat(seen().getServerName() + ":" + seen().getServerPort()).isEqualTo("id.example.com:443");
    }

    @Test
    @Tag("attack-9")
    void attack9HostWhenMissingOrLoopbackOfAPublicIssuerThen400() {
        run("192.0.2.9", null);
        assertThat(response.getStatus()).isEqualTo(400);
        run("192.0.2.9", "localhost:80");
        assertThat(response.getStatus()).isEqualTo(400);
    }

    @Test
    void hostWhenSpeltWithPortOrCapitalsThenOurs() {
        run("192.0.2.9", "ID.example.com:443");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void networkWhenMaskedThenComparesPrefixBits() {
        Network network = Network.parse("10.128.0.0/9");

        assertThat(network.contains(InetAddress.ofLiteral("10.200.1.1"))).isTrue();
        assertThat(network.contains(InetAddress.ofLiteral("10.127.1.1"))).isFalse();
        assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(Network.parse("2001:db8::/32").contains(InetAddress.ofLiteral("2001:db8:1::9")))
                .isTrue();
    }

    @Test
    void networkWhenMistypedThenSaysSo() {
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0.0/-1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new WebProperties(List.of(), List.of(wrong)))
                    .withMessageContaining("gatehouse.web.trusted-proxies");
        }
    }

    private String client(String peer) {
        run(peer, "id.example.com");
        return ClientAddress.of(seen()).text();
    }

    private HttpServletRequest seen() {
        if (chain.getRequest() instanceof HttpServletRequest passed) {
            return passed;
        }
        throw new AssertionError("The request was refused");
    }

    private void run(String peer, @Nullable String host) {
        response = new MockHttpServletResponse();
        request.setRemoteAddr(peer);
        request.removeHeader("Host");
        if (host != null) {
            request.addHeader("Host", host);
        }
        GatehouseProperties server =
                new GatehouseProperties(URI.create("https://id.example.com"), Path.of("data"), false);
        WebProperties web = new WebProperties(List.of("10.0.0.5:9000"), List.of("10.0.0.0/8"));
        try {
            new EdgeFilter(server, web).doFilter(request, response, chain);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
    }
}
