package io.gatehouse.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.MutableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack row 33: algorithm confusion, keys brought along in the header, tokens made for another use. */
@Tag("attack-33")
final class SigningKeyAttackTests {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("admin").build();
    private static final Set<JWSAlgorithm> ACCEPTED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<JWSAlgorithm> CARELESS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.HS256);
    private static final String TYP = "at+jwt";

    private static final Keyring KEYRING = TestKeyring.create();
    private static final RSAKey ATTACKER =
            new KeyCodec(Jca.fastest(), 2048).generate(JWSAlgorithm.RS256).toRSAKey();

    private static TestDatabase database;
    private static SigningKeyService service;
    private static RSAKey rsa;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        service = new TestNode(database, KEYRING, new MutableClock(), "RS256", "ES256").service;
        rsa = Objects.requireNonNull(service.find(rsaKid())).toRSAKey();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static String rsaKid() {
        return Objects.requireNonNull(service.activeKid(JWSAlgorithm.RS256));
    }

    @Test
    void verifyWhenGenuineThenAccepted() {
        assertThat(service.verify(service.sign(JWSAlgorithm.RS256, CLAIMS, TYP), TYP, ACCEPTED))
                .isEqualTo(CLAIMS);
        assertThat(service.verify(service.sign(JWSAlgorithm.ES256, CLAIMS, TYP), TYP, ACCEPTED))
                .isEqualTo(CLAIMS);
    }

    @Test
    void verifyWhenAlgorithmIsNoneThenRefused() {
        String unsigned = new PlainJWT(CLAIMS).serialize();
        String genuine = service.sign(JWSAlgorithm.RS256, CLAIMS, TYP);
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + rsaKid() + "\"}")
                .toString();

        assertRefused(unsigned);
        assertRefused(genuine.replaceFirst("^[^.]+", none));
        assertRefused(none + "." + CLAIMS.toPayload().toBase64URL() + ".");
        assertRefused(genuine.substring(0, genuine.lastIndexOf('.') + 1));
        assertRefused(genuine.substring(0, genuine.lastIndexOf('.')));
    }

    @Test
    void verifyWhenPublicKeyIsUsedAsHmacSecretThenRefusedEvenIfTheCallerAllowedHs256() throws Exception {
        byte[] der = rsa.toPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.encode(der) + "\n-----END PUBLIC KEY-----\n";
        List<byte[]> secrets = List.of(
                der, pem.getBytes(StandardCharsets.UTF_8), rsa.toJSONString().getBytes(StandardCharsets.UTF_8));

        for (byte[] secret : secrets) {
            String token = signed(header(JWSAlgorithm.HS256).build(), new MACSigner(secret));
            assertRefused(token);
            assertThat(service.verify(token, TYP, CARELESS)).isNull();
        }
    }

    @Test
    void verifyWhenRs256KeySignedPs256ThenRefusedBecauseAKeyHasOneAlgorithm() throws Exception {
        JWK own = privateHalf();

        String genuine = signed(header(JWSAlgorithm.RS256).build(), new RSASSASigner(own.toRSAKey()));
        String other = signed(header(JWSAlgorithm.PS256).build(), new RSASSASigner(own.toRSAKey()));

        assertThat(service.verify(genuine, TYP, CARELESS)).isEqualTo(CLAIMS);
        assertThat(service.verify(other, TYP, CARELESS)).isNull();
    }

    @Test
    void verifyWhenAlgorithmIsNotAcceptedHereThenRefused() {
        String token = service.sign(JWSAlgorithm.RS256, CLAIMS, TYP);

        assertThat(service.verify(token, TYP, Set.of(JWSAlgorithm.ES256))).isNull();
    }

    @Test
    void verifyWhenHeaderBringsItsOwnKeyThenRefused() throws Exception {
        URI place = URI.create("https://attacker.example/keys");
        List<JWSHeader.Builder> headers = List.of(
                header(JWSAlgorithm.RS256),
                header(JWSAlgorithm.RS256).jwk(ATTACKER.toPublicJWK()),
                header(JWSAlgorithm.RS256).jwk(ATTACKER.toPublicJWK()).keyID(ATTACKER.getKeyID()),
                header(JWSAlgorithm.RS256).jwkURL(place).keyID(ATTACKER.getKeyID()),
                header(JWSAlgorithm.RS256).x509CertURL(place).keyID(ATTACKER.getKeyID()),
                header(JWSAlgorithm.RS256).x509CertChain(List.of(Base64.encode("certificate"))));

        for (JWSHeader.Builder header : headers) {
            assertRefused(signed(header.build(), new RSASSASigner(ATTACKER)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../../dev/null", "x' or '1'='1", "https://attacker.example/keys", "/proc/self/environ"})
    void verifyWhenKidIsNotOursThenRefused(String kid) throws Exception {
        assertRefused(signed(header(JWSAlgorithm.RS256).keyID(kid).build(), new RSASSASigner(ATTACKER)));
    }

    @Test
    void verifyWhenKidIsMissingOrOfAnotherAlgorithmsKeyThenRefused() throws Exception {
        String ecKid = Objects.requireNonNull(service.activeKid(JWSAlgorithm.ES256));
        RSASSASigner own = new RSASSASigner(privateHalf().toRSAKey());

        assertRefused(signed(header(JWSAlgorithm.RS256).keyID(null).build(), own));
        assertRefused(signed(header(JWSAlgorithm.RS256).keyID(ecKid).build(), own));
    }

    @Test
    void verifyWhenTypIsOfAnotherUseOrMissingThenRefused() throws Exception {
        RSASSASigner own = new RSASSASigner(privateHalf().toRSAKey());

        assertRefused(service.sign(JWSAlgorithm.RS256, CLAIMS, "JWT"));
        assertRefused(service.sign(JWSAlgorithm.RS256, CLAIMS, "logout+jwt"));
        assertRefused(signed(header(JWSAlgorithm.RS256).type(null).build(), own));
        assertThat(service.verify(service.sign(JWSAlgorithm.RS256, CLAIMS, TYP), "JWT", ACCEPTED))
                .isNull();
    }

    @Test
    void verifyWhenHeaderDemandsAnExtensionThenRefused() throws Exception {
        RSASSASigner own = new RSASSASigner(privateHalf().toRSAKey());

        assertRefused(
                signed(header(JWSAlgorithm.RS256).criticalParams(Set.of("exp")).build(), own));
        assertRefused(signed(
                header(JWSAlgorithm.RS256)
                        .criticalParams(Set.of("b64"))
                        .base64URLEncodePayload(true)
                        .build(),
                own));
    }

    @Test
    void verifyWhenPayloadOrSignatureWasChangedThenRefused() {
        String[] parts = service.sign(JWSAlgorithm.ES256, CLAIMS, TYP).split("\\.");
        String root = Base64URL.encode("{\"sub\":\"root\"}").toString();
        String zeros = Base64URL.encode(new byte[64]).toString();

        assertRefused(parts[0] + "." + root + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + zeros);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2].substring(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.e30", "null", "{}", "eyJhbGciOiJSUzI1NiJ9.e30.AA.AA.AA"})
    void verifyWhenNotATokenThenRefused(String garbage) {
        assertRefused(garbage);
    }

    @Test
    void verifyWhenTokenIsHugeThenRefused() {
        JWTClaimsSet huge =
                new JWTClaimsSet.Builder().subject("x".repeat(20_000)).build();

        assertRefused(service.sign(JWSAlgorithm.RS256, huge, TYP));
    }

    private static void assertRefused(String token) {
        assertThat(service.verify(token, TYP, ACCEPTED)).isNull();
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType(TYP)).keyID(rsaKid());
    }

    private static String signed(JWSHeader header, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(header, CLAIMS);
        token.sign(signer);
        return token.serialize();
    }

    private static JWK privateHalf() throws Exception {
        byte[] sealed = database.jdbc()
                .sql("select private_jwk from signing_key where kid = :kid")
                .param("kid", rsaKid())
                .query(byte[].class)
                .single();
        return JWK.parse(new String(KEYRING.decrypt(Purpose.SIGNING_KEY, sealed, rsaKid()), StandardCharsets.UTF_8));
    }
}
