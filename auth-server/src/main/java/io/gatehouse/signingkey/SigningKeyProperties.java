package io.gatehouse.signingkey;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which keys there are and when they rotate.
 *
 * @param algorithms what the server can sign with: RS256, PS256, ES256, EdDSA
 * @param rsaBits size of new RSA keys
 * @param rotateEvery how long a key signs before the next one takes over
 * @param publishBeforeUse how long a key is published before it signs, so that every verifier has seen it
 * @param retireAfter how long a key stays published after its last signature; not shorter than the longest token life
 */
@ConfigurationProperties("gatehouse.signing-key")
public record SigningKeyProperties(
        @DefaultValue({"ES256", "RS256", "PS256", "EdDSA"}) List<String> algorithms,
        @DefaultValue("2048") int rsaBits,
        @DefaultValue("30d") Duration rotateEvery,
        @DefaultValue("1h") Duration publishBeforeUse,
        @DefaultValue("2d") Duration retireAfter) {

    private static final Duration LONGEST_MAX_AGE = Duration.ofMinutes(15);
    private static final List<String> KNOWN = List.of("ES256", "RS256", "PS256", "EdDSA");

    public SigningKeyProperties {
        algorithms = List.copyOf(algorithms);
        require(
                !algorithms.isEmpty() && KNOWN.containsAll(algorithms),
                "algorithms must name one or more of " + KNOWN + " (they are case-sensitive).");
        require(
                algorithms.contains("RS256"),
                "algorithms must contain RS256: OpenID Connect Core section 15.1 makes every server support it.");
        require(rsaBits == 2048 || rsaBits == 3072 || rsaBits == 4096, "rsa-bits must be 2048, 3072 or 4096.");
        require(
                !publishBeforeUse.isNegative() && !publishBeforeUse.isZero(),
                "publish-before-use must be longer than 0.");
        require(
                rotateEvery.compareTo(publishBeforeUse) > 0,
                "rotate-every must be longer than publish-before-use, or verifiers would meet keys they never saw.");
        require(!retireAfter.isNegative() && !retireAfter.isZero(), "retire-after must be longer than 0.");
    }

    /** How long others may cache the published keys: short enough that they see a next key well before it signs. */
    Duration maxAge() {
        Duration half = publishBeforeUse.dividedBy(2);
        return half.compareTo(LONGEST_MAX_AGE) < 0 ? half : LONGEST_MAX_AGE;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException("gatehouse.signing-key." + sentence);
        }
    }
}
