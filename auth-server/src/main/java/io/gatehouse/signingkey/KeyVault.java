package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys between the table and memory: seals new private halves under the keyring, opens those that sign. */
final class KeyVault {

    private final JdbcSigningKeys table;
    private final Keyring keyring;
    private final KeyCodec codec;

    KeyVault(JdbcSigningKeys table, Keyring keyring, KeyCodec codec) {
        this.table = table;
        this.keyring = keyring;
        this.codec = codec;
    }

    /** A new key that is not stored yet. */
    SigningKey make(JWSAlgorithm algorithm, SigningKey.State state, Instant now) {
        JWK key = codec.generate(algorithm);
        String kid = key.getKeyID();
        byte[] sealed = keyring.encrypt(Purpose.SIGNING_KEY, key.toJSONString().getBytes(StandardCharsets.UTF_8), kid);
        @Nullable Instant activatedAt = state == SigningKey.State.ACTIVE ? now : null;
        return new SigningKey(kid, algorithm, state, key.toPublicJWK(), sealed, now, activatedAt);
    }

    /** The present keys; signers and verifiers of keys that the previous snapshot knew are taken over. */
    KeySnapshot load(KeySnapshot previous) {
        Map<String, PublishedKey> published = new LinkedHashMap<>();
        Map<JWSAlgorithm, ActiveKey> active = new LinkedHashMap<>();
        for (SigningKey key : table.findAll()) {
            published.put(key.kid(), publishedKey(key, previous.published().get(key.kid())));
            if (key.state() == SigningKey.State.ACTIVE) {
                active.put(key.algorithm(), activeKey(key, previous.active().get(key.algorithm())));
            }
        }
        return KeySnapshot.of(published, active);
    }

    private PublishedKey publishedKey(SigningKey key, @Nullable PublishedKey known) {
        return known != null
                ? known
                : new PublishedKey(key.publicJwk(), key.algorithm(), codec.verifier(key.publicJwk()));
    }

    private ActiveKey activeKey(SigningKey key, @Nullable ActiveKey known) {
        return known != null && known.kid().equals(key.kid())
                ? known
                : new ActiveKey(key.kid(), key.algorithm(), codec.signer(open(key)));
    }

    private JWK open(SigningKey key) {
        byte[] sealed = key.sealedPrivateJwk();
        if (sealed == null) {
            throw new IllegalStateException("Key " + key.kid() + " has no private half");
        }
        try {
            byte[] json = keyring.decrypt(Purpose.SIGNING_KEY, sealed, key.kid());
            return JWK.parse(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalStateException e) {
            throw new GatehouseException(
                    ErrorCode.MISCONFIGURED,
                    "Keyring missing, or not the one that belongs to this database: signing key " + key.kid()
                            + " cannot be decrypted. Restore the keyring file (gatehouse.keyring.file, "
                            + "GATEHOUSE_KEYRING_FILE) from its backup and start again.",
                    e);
        } catch (ParseException e) {
            // The parser's message may quote the key, so it is not kept as the cause.
            throw new IllegalStateException("The private half of key " + key.kid() + " is not a JSON Web Key");
        }
    }
}
