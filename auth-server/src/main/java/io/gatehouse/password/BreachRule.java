package io.gatehouse.password;

import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.OutboundException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Not in a public collection of leaked passwords. The service learns the first 20 bits of a SHA-1 digest, which hundreds of
 * leaked passwords share, and answers with all of them and some padding. When it doesn't answer, the password is fine.
 */
final class BreachRule implements PasswordRule {

    private static final Logger LOG = LoggerFactory.getLogger(BreachRule.class);
    private static final int PREFIX = 5;
    private static final Map<String, String> PADDED = Map.of("Add-Padding", "true");

    private final OutboundClient outbound;
    private final BreachProperties properties;

    BreachRule(OutboundClient outbound, BreachProperties properties) {
        this.outbound = outbound;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "breach";
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return properties.enabled() ? Optional.of(PasswordAdvice.of(name(), "password.breach.help")) : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        return properties.enabled() && leaked(candidate.normalised())
                ? Optional.of(PasswordAdvice.of(name(), "password.breach.refused"))
                : Optional.empty();
    }

    private boolean leaked(String password) {
        String digest = HexFormat.of().withUpperCase().formatHex(sha1(password));
        URI address = URI.create(properties.url() + digest.substring(0, PREFIX));
        try {
            String answer = outbound.getText(address, PADDED, properties.timeout());
            return seen(answer, digest.substring(PREFIX)) >= properties.threshold();
        } catch (OutboundException e) {
            // neither the address nor the cause, since both can hold the beginning of the digest
            LOG.warn("The service of leaked passwords did not answer; passwords are set without its advice.");
            return false;
        }
    }

    /** How often the digest with this end was seen; padding lines say 0. */
    private static long seen(String answer, String end) {
        for (String line : answer.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(end)) {
                try {
                    return Long.parseLong(line.substring(colon + 1).strip());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 0;
    }

    private static byte[] sha1(String password) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
