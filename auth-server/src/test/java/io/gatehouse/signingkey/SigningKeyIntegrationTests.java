package io.gatehouse.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node: first keys, signatures, schedule, retirement, and what it does when its keyring is not the right one. */
final class SigningKeyIntegrationTests {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("ada").build();
    private static final String[] ALL = {"ES256", "RS256", "PS256", "EdDSA"};
    private static final Set<JWSAlgorithm> ANY =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA);

    private final MutableClock clock = new MutableClock();
    private final Keyring keyring = TestKeyring.create();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void signWhenAnyAlgorithmThenOthersVerifyWithThePublishedKeys() throws Exception {
        TestNode node = new TestNode(database, keyring, clock, ALL);

        for (JWSAlgorithm algorithm : ANY) {
            String token = node.service.sign(algorithm, CLAIMS, "at+jwt");
            SignedJWT parsed = SignedJWT.parse(token);
            assertThat(parsed.getHeader().toJSONObject())
                    .containsOnlyKeys("alg", "kid", "typ")
                    .containsEntry("alg", algorithm.getName())
                    .containsEntry("typ", "at+jwt");
            assertThat(verifiesElsewhere(parsed, node)).isTrue();
            assertThat(node.service.verify(token, "at+jwt", ANY)).isEqualTo(CLAIMS);
        }
    }

    private static boolean verifiesElsewhere(SignedJWT token, TestNode node) throws Exception {
        JWK key = Objects.requireNonNull(
                node.service.publicKeys().getKeyByKeyId(token.getHeader().getKeyID()));
        return token.verify(
                switch (key.getKeyType().getValue()) {
                    case "RSA" -> new RSASSAVerifier(key.toRSAKey());
                    case "EC" -> new ECDSAVerifier(key.toECKey());
                    default -> new Ed25519Verifier(key.toOctetKeyPair());
                });
    }

    @Test
    void signWhenOnTheJdkThenTheNativeProviderVerifiesAndTheReverse() {
        KeyCodec jdk = new KeyCodec(Jca.jdk(), 2048);
        KeyCodec fastest = new KeyCodec(Jca.fastest(), 2048);
        for (JWSAlgorithm algorithm : ANY) {
            JWK key = fastest.generate(algorithm);
            assertThat(verified(jdk, fastest, key, algorithm)).isTrue();
            assertThat(verified(fastest, jdk, key, algorithm)).isTrue();
        }
    }

    private static boolean verified(KeyCodec signing, KeyCodec verifying, JWK key, JWSAlgorithm algorithm) {
        String token = new ActiveKey(key.getKeyID(), algorithm, signing.signer(key)).sign(CLAIMS, "JWT");
        JWK open = key.toPublicJWK();
        OwnToken parsed = Objects.requireNonNull(OwnToken.parse(token));
        return parsed.claimsIfSignedBy(new PublishedKey(open, algorithm, verifying.verifier(open))) != null;
    }

    @Test
    void generateWhenRsaThenKeyHasItsPrimesAndThumbprintAsName() throws Exception {
        RSAKey key =
                new KeyCodec(Jca.fastest(), 3072).generate(JWSAlgorithm.RS256).toRSAKey();

        assertThat(key.size()).isEqualTo(3072);
        assertThat(key.getFirstPrimeFactor()).isNotNull();
        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void startWhenTableIsEmptyThenOneActiveAndOneNextKeyOfEachAlgorithm() {
        TestNode node = new TestNode(database, keyring, clock, ALL);

        assertThat(node.table.findAll())
                .extracting(key -> key.algorithm() + " " + key.state())
                .containsExactly(
                        "ES256 ACTIVE",
                        "EdDSA ACTIVE",
                        "PS256 ACTIVE",
                        "RS256 ACTIVE",
                        "ES256 NEXT",
                        "EdDSA NEXT",
                        "PS256 NEXT",
                        "RS256 NEXT");
        assertThat(node.service.publicKeys().getKeys()).hasSize(8).noneMatch(JWK::isPrivate);
        assertThat(node.service.publicKeysJson()).contains("\"kid\"").doesNotContain("\"d\"");
        assertThat(node.service.algorithms()).isEqualTo(ANY);
    }

    @Test
    void startWhenKeysExistThenTheyAreUsed() {
        String token = new TestNode(database, keyring, clock, "RS256").service.sign(JWSAlgorithm.RS256, CLAIMS, "JWT");

        TestNode restarted = new TestNode(database, keyring, clock, "RS256");

        assertThat(restarted.service.verify(token, "JWT", ANY)).isEqualTo(CLAIMS);
        assertThat(restarted.table.findAll()).hasSize(2);
    }

    @Test
    void startWhenKeyringIsNotTheOneOfTheDatabaseThenRefusedAndNothingStored() {
        new TestNode(database, keyring, clock, "RS256");

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> new TestNode(database, TestKeyring.create(), clock, "RS256", "ES256"))
                .withMessageContaining("Keyring missing")
                .withMessageContaining("GATEHOUSE_KEYRING_FILE")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MISCONFIGURED));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void signWhenAlgorithmIsNotConfiguredThenRefused() {
        TestNode node = new TestNode(database, keyring, clock, "RS256");

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> node.service.sign(JWSAlgorithm.ES256, CLAIMS, "JWT"))
                .withMessageContaining("gatehouse.signing-key.algorithms");
    }

    @Test
    void storeWhenKeyIsMadeThenPrivateHalfIsOnlyThereEncryptedForItsOwnKid() {
        new TestNode(database, keyring, clock, "RS256", "ES256");

        for (String kid : database.jdbc()
                .sql("select kid from signing_key")
                .query(String.class)
                .list()) {
            byte[] sealed = privateHalf(kid);
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("\"d\"", "\"kty\"");
            assertThat(new String(keyring.decrypt(Purpose.SIGNING_KEY, sealed, kid), StandardCharsets.UTF_8))
                    .contains("\"d\"");
        }
    }

    @Test
    void runDueWhenKeyIsThirtyDaysOldThenNextTakesOverOnce() {
        TestNode node = new TestNode(database, keyring, clock, "RS256", "ES256");
        String first = Objects.requireNonNull(node.service.activeKid(JWSAlgorithm.ES256));

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        node.rotation.runDue();
        node.hearsTheNews();
        assertThat(node.service.activeKid(JWSAlgorithm.ES256)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        node.rotation.runDue();
        node.rotation.runDue();
        node.hearsTheNews();
        assertThat(node.service.activeKid(JWSAlgorithm.ES256)).isNotEqualTo(first);
        assertThat(count()).isEqualTo(6);
    }

    @Test
    void rotateWhenNextKeyIsNotKnownEverywhereYetThenNothingChangesUnlessForced() {
        TestNode node = new TestNode(database, keyring, clock, "RS256", "ES256");
        List<String> before = kids();
        String active = Objects.requireNonNull(node.service.activeKid(JWSAlgorithm.ES256));

        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(node.rotation.rotate(JWSAlgorithm.ES256, active)).isEqualTo(RotationResult.NEXT_TOO_YOUNG);
        assertThat(kids()).isEqualTo(before);

        assertThat(node.rotation.rotateAtOnce(JWSAlgorithm.ES256, active)).isEqualTo(RotationResult.ROTATED);
    }

    @Test
    void rotateWhenKeyBelongsToAnotherAlgorithmThenNothingChanges() {
        TestNode node = new TestNode(database, keyring, clock, "RS256", "ES256");
        List<String> before = kids();
        String rsa = Objects.requireNonNull(node.service.activeKid(JWSAlgorithm.RS256));

        assertThat(node.rotation.rotateAtOnce(JWSAlgorithm.ES256, rsa)).isEqualTo(RotationResult.ALREADY_ROTATED);
        assertThat(kids()).isEqualTo(before);
    }

    @Test
    void rotateWhenKeyRetiresThenPrivateHalfIsDestroyedAndPublicHalfStaysForTwoDays() {
        TestNode node = new TestNode(database, keyring, clock, "RS256");
        String token = node.service.sign(JWSAlgorithm.RS256, CLAIMS, "JWT");
        String retired = Objects.requireNonNull(node.service.activeKid(JWSAlgorithm.RS256));

        assertThat(node.rotation.rotateAtOnce(JWSAlgorithm.RS256, retired)).isEqualTo(RotationResult.ROTATED);
        node.hearsTheNews();
        assertThat(privateHalf(retired)).isEmpty();

        clock.advance(Duration.ofDays(2).minusSeconds(1));
        node.rotation.runDue();
        node.hearsTheNews();
        assertThat(node.service.verify(token, "JWT", ANY)).isEqualTo(CLAIMS);

        clock.advance(Duration.ofSeconds(1));
        node.rotation.runDue();
        node.hearsTheNews();
        assertThat(node.service.verify(token, "JWT", ANY)).isNull();
        assertThat(node.service.find(retired)).isNull();
    }

    private byte[] privateHalf(String kid) {
        return database.jdbc()
                .sql("select private_jwk from signing_key where kid = :kid")
                .param("kid", kid)
                .query(byte[].class)
                .single();
    }

    private List<String> kids() {
        return database.jdbc()
                .sql("select kid || state from signing_key order by kid")
                .query(String.class)
                .list();
    }

    private long count() {
        return database.jdbc()
                .sql("select count(*) from signing_key")
                .query(Long.class)
                .single();
    }
}
