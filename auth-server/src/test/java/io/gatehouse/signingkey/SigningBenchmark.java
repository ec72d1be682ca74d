package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/** Prints whole tokens signed and verified per second of processor time on one thread, by the native provider and by the JDK. Not a test. */
final class SigningBenchmark {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private SigningBenchmark() {}

    public static void main(String[] arguments) {
        for (int pass = 0; pass < 2; pass++) {
            for (String algorithm : new String[] {"ES256", "RS256", "PS256", "EdDSA"}) {
                measure(algorithm, "native", Jca.fastest());
                measure(algorithm, "JDK", Jca.jdk());
            }
        }
    }

    private static void measure(String name, String provider, Jca jca) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        KeyCodec codec = new KeyCodec(jca, 2048);
        long started = System.nanoTime();
        JWK jwk = codec.generate(algorithm);
        long generated = (System.nanoTime() - started) / 1_000_000;
        ActiveKey key = new ActiveKey(jwk.getKeyID(), algorithm, codec.signer(jwk));
        PublishedKey published = new PublishedKey(jwk.toPublicJWK(), algorithm, codec.verifier(jwk.toPublicJWK()));
        JWTClaimsSet claims = claims();
        String token = key.sign(claims, "at+jwt");
        System.out.printf(
                "%-6s %-7s key made in %4d ms, signs %,9.0f/s, verifies %,9.0f/s%n",
                name,
                provider,
                generated,
                perSecond(() -> key.sign(claims, "at+jwt")),
                perSecond(() -> verify(token, algorithm, published)));
    }

    private static void verify(String token, JWSAlgorithm algorithm, PublishedKey key) {
        OwnToken parsed = OwnToken.parse(token);
        if (parsed == null || !parsed.isFor("at+jwt", Set.of(algorithm)) || parsed.claimsIfSignedBy(key) == null) {
            throw new IllegalStateException("A genuine token was refused");
        }
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example.com")
                .subject("0199f3c4-0000-7000-8000-000000000001")
                .audience("https://api.example.com")
                .claim("client_id", "notes")
                .claim("scope", "notes.read notes.write")
                .jwtID("q3Wn0b2m1Jc5")
                .issueTime(new Date(1_800_000_000_000L))
                .expirationTime(new Date(1_800_000_300_000L))
                .build();
    }

    private static double perSecond(Runnable work) {
        run(work, Duration.ofSeconds(1));
        return run(work, Duration.ofSeconds(2));
    }

    private static double run(Runnable work, Duration duration) {
        long start = CPU.getCurrentThreadCpuTime();
        long done = 0;
        while (CPU.getCurrentThreadCpuTime() - start < duration.toNanos()) {
            for (int i = 0; i < 50; i++) {
                work.run();
            }
            done += 50;
        }
        return done * 1e9 / (CPU.getCurrentThreadCpuTime() - start);
    }
}
