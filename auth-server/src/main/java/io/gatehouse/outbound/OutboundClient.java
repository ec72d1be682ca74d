package io.gatehouse.outbound;

import io.gatehouse.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Fetches JSON or plain text from an address that somebody else chose, or posts JSON to it: https only (http within networks
 * that the operator listed), checked addresses only, no redirects, a few seconds and 64 KB at most.
 */
@Component
public final class OutboundClient implements AutoCloseable {

    private static final int LIMIT = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OutboundClient.class);

    private final AddressRules rules;
    private final DnsResolver resolver;
    private final CloseableHttpClient https;
    private final CloseableHttpClient http;
    private final Duration patience;

    @Autowired
    OutboundClient(OutboundProperties properties) {
        this(properties, SystemDefaultDnsResolver.INSTANCE, PATIENCE);
    }

    OutboundClient(OutboundProperties properties, DnsResolver resolver, Duration patience) {
        this.rules = new AddressRules(properties.allowedNetworks());
        this.resolver = resolver;
        SSLContext tls = TrustedAuthorities.context(properties.caFile());
        this.patience = patience;
        https = client(tls, new GuardedResolver(resolver, rules, false), patience);
        http = client(tls, new GuardedResolver(resolver, rules, true), patience);
    }

    /** The JSON text at the address. */
    public String getJson(URI address) throws OutboundException {
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "application/json, application/jwk-set+json;q=0.9");
        return fetch(request, address, OutboundClient::isJson, patience);
    }

    /** The plain text at the address, in a shorter time than usual and with request headers of the caller's. */
    public String getText(URI address, Map<String, String> headers, Duration atMost) throws OutboundException {
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "text/plain");
        headers.forEach(request::setHeader);
        Duration shorter = atMost.compareTo(patience) < 0 ? atMost : patience;
        return fetch(request, address, OutboundClient::isPlainText, shorter);
    }

    /** Posts a JSON text. Whatever the status is, it is answered; the content is read to its end and dropped. */
    public OutboundAnswer postJson(URI address, byte[] json, Map<String, String> headers, Duration atMost)
            throws OutboundException {
        HttpPost request = new HttpPost(address);
        headers.forEach(request::setHeader);
        Timeout timeout = Timeout.of(atMost);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .build());
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return exchange(request, address, response -> answer(address, response), atMost);
    }

    /** Refuses an address that no request would be sent to at present. A host that is not known yet is not refused. */
    public void check(URI address) throws OutboundException {
        boolean onlyListed = pick(address) == http;
        try {
            new GuardedResolver(resolver, rules, onlyListed).resolve(host(address));
        } catch (GuardedResolver.RefusedAddressException refused) {
            throw refused(address, refused);
        } catch (UnknownHostException unknown) {
            LOG.debug("{} is not known at present", address.getHost(), unknown);
        }
    }

    private String fetch(HttpGet request, URI address, Predicate<String> type, Duration atMost)
            throws OutboundException {
        return exchange(request, address, response -> text(address, response, type), atMost);
    }

    private <T> T exchange(
            HttpUriRequestBase request, URI address, HttpClientResponseHandler<T> handler, Duration atMost)
            throws OutboundException {
        CloseableHttpClient client = pick(address);
        FutureTask<T> task = new FutureTask<>(() -> client.execute(request, handler));
        Thread.ofVirtual().name("outbound").start(task);
        try {
            // one deadline for the whole exchange: socket timeouts start anew with every byte
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.abort();
            throw new OutboundException(Kind.TIMEOUT, "No complete answer from " + address + " in time", e);
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            throw new OutboundException(Kind.UNREACHABLE, "Interrupted while calling " + address, e);
        } catch (ExecutionException e) {
            throw failure(address, e);
        }
    }

    @Override
    public void close() throws IOException {
        https.close();
        http.close();
    }

    private CloseableHttpClient pick(URI address) throws OutboundException {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new OutboundException(Kind.REFUSED, "Not a usable address: " + address.getHost(), null);
        }
        return switch (scheme) {
            case "https" -> https;
            case "http" -> http;
            default ->
                throw new OutboundException(Kind.REFUSED, "Only https addresses are called, not " + scheme, null);
        };
    }

    private static OutboundException failure(URI address, ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof OutboundException known) {
            return known;
        }
        if (cause instanceof GuardedResolver.RefusedAddressException refused) {
            return refused(address, refused);
        }
        if (cause instanceof UnknownHostException) {
            return new OutboundException(Kind.UNKNOWN_HOST, "The host of " + address + " is not known", failed);
        }
        Kind kind = cause instanceof InterruptedIOException ? Kind.TIMEOUT : Kind.UNREACHABLE;
        return new OutboundException(kind, "Could not reach " + address + ": " + cause, failed);
    }

    private static OutboundException refused(URI address, GuardedResolver.RefusedAddressException refused) {
        return new OutboundException(Kind.REFUSED, "Refused " + address + ": " + refused.getMessage(), refused);
    }

    /** Without the brackets of a literal of IPv6, as the connection's resolver gets it. */
    private static String host(URI address) {
        String host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static OutboundAnswer answer(URI address, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            try (InputStream in = entity.getContent()) {
                if (in.readNBytes(LIMIT + 1).length > LIMIT) {
                    throw new OutboundException(address + " answered with more than 64 KB");
                }
            }
        }
        Header wait = response.getFirstHeader("Retry-After");
        return new OutboundAnswer(response.getCode(), wait == null ? null : wait.getValue());
    }

    private static String text(URI address, ClassicHttpResponse response, Predicate<String> expected)
            throws IOException {
        if (response.getCode() != 200) {
            throw new OutboundException(address + " answered with status " + response.getCode() + ", not 200");
        }
        Header type = response.getFirstHeader("Content-Type");
        if (type == null || !expected.test(type.getValue())) {
            throw new OutboundException(address + " did not answer with the expected type of content");
        }
        HttpEntity entity = response.getEntity();
        if (entity == null || entity.getContentLength() > LIMIT) {
            throw new OutboundException(address + " answered with nothing or with more than 64 KB");
        }
        try (InputStream in = entity.getContent()) {
            byte[] body = in.readNBytes(LIMIT + 1);
            if (body.length > LIMIT) {
                throw new OutboundException(address + " answered with more than 64 KB");
            }
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static boolean isPlainText(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("text/plain");
    }

    private static CloseableHttpClient client(SSLContext tls, DnsResolver resolver, Duration patience) {
        Timeout timeout = Timeout.of(patience);
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(timeout).build())
                        .setMaxConnTotal(20)
                        .setMaxConnPerRoute(4)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Gatehouse")
                .build();
    }
}
