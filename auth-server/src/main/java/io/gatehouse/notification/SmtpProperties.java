package io.gatehouse.notification;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server.
 *
 * @param host without it mails wait in the outbox or, in demo mode, are kept as files
 * @param port 465 means TLS from the first byte (RFC 8314 section 3.3)
 * @param from the sender's address; {@code no-reply@} the issuer's host unless set
 * @param starttls whether the connection must be upgraded to TLS before anything is sent
 * @param timeout how long to wait for the server to connect and for each of its answers
 */
@ConfigurationProperties("gatehouse.smtp")
public record SmtpProperties(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("true") boolean starttls,
        @DefaultValue("10s") Duration timeout) {

    private static final int IMPLICIT_TLS_PORT = 465;

    public SmtpProperties {
        host = blankToNull(host);
        user = blankToNull(user);
        password = blankToNull(password);
        from = blankToNull(from);
        if (port < 1 || port > 65_535) {
            throw misconfigured("gatehouse.smtp.port (GATEHOUSE_SMTP_PORT) must be between 1 and 65535.");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw misconfigured("gatehouse.smtp.timeout (GATEHOUSE_SMTP_TIMEOUT) must be more than 0 and at most 60s.");
        }
        if (from != null && (from.indexOf('@') < 1 || from.chars().anyMatch(c -> c <= ' '))) {
            throw misconfigured(
                    "gatehouse.smtp.from (GATEHOUSE_SMTP_FROM) must be a plain address such as no-reply@example.com.");
        }
        if (user != null && password == null) {
            throw misconfigured(
                    "gatehouse.smtp.user (GATEHOUSE_SMTP_USER) needs a password: set GATEHOUSE_SMTP_PASSWORD"
                            + " or GATEHOUSE_SMTP_PASSWORD_FILE.");
        }
        if (user != null && !starttls && port != IMPLICIT_TLS_PORT && !loopback(host)) {
            throw misconfigured("gatehouse.smtp.user (GATEHOUSE_SMTP_USER) would send its password unencrypted:"
                    + " set GATEHOUSE_SMTP_STARTTLS=true or use port 465.");
        }
    }

    boolean implicitTls() {
        return port == IMPLICIT_TLS_PORT;
    }

    String sender(String issuerHost) {
        if (from != null) {
            return from;
        }
        boolean literal = issuerHost.startsWith("[") || issuerHost.matches("[0-9.]+");
        return "no-reply@" + (literal ? "localhost" : issuerHost);
    }

    private static boolean loopback(@Nullable String host) {
        return host == null || host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static GatehouseException misconfigured(String sentence) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence);
    }

    @Override
    public String toString() {
        return "SmtpProperties[host=" + host + ", port=" + port + ", password=" + (password == null ? "unset" : "set")
                + "]";
    }
}
