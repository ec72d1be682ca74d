package io.gatehouse.client;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes and checks client secrets. A secret with 256 bits is stored as a keyed hash, cheap to check and useless without the
 * keyring; one that a human chose keeps a slow hash until its first use.
 */
@Component
final class ClientSecrets {

    /** 256 bits as base64url (43 characters) or longer; hexadecimal of that length has 172 bits and more. */
    private static final Pattern STRONG = Pattern.compile("[A-Za-z0-9_-]{43,}");

    private final JdbcSecrets secrets;
    private final Keyring keyring;
    private final SlowHashes slowHashes;
    private final Clock clock;

    ClientSecrets(JdbcSecrets secrets, Keyring keyring, SlowHashes slowHashes, Clock clock) {
        this.secrets = secrets;
        this.keyring = keyring;
        this.slowHashes = slowHashes;
        this.clock = clock;
    }

    /** Whether a value is of the kind that nobody finds by guessing. */
    static boolean unguessable(String value) {
        return STRONG.matcher(value).matches();
    }

    /** A new generated secret; this is the only time that its value is known. */
    String add(String clientId) {
        String value = RandomTokens.next();
        secrets.insert(clientId, keyed(value), false, null);
        return value;
    }

    /** Makes the declared secrets of a client those in the list. Secrets that rotation added stay. */
    void declare(String clientId, List<SecretSource> declared) {
        List<StoredSecret> present = secrets.of(clientId);
        List<UUID> keep = new ArrayList<>();
        for (SecretSource source : declared) {
            UUID known = find(clientId, present, source);
            if (known != null) {
                keep.add(known);
                secrets.declare(known, source.expiresAt());
            }
        }
        secrets.deleteUndeclared(clientId, keep);
        for (SecretSource source : declared) {
            if (find(clientId, present, source) == null) {
                secrets.insert(clientId, hash(source), true, source.expiresAt());
            }
        }
    }

    /**
     * Whether the value is a live secret among these. Every stored hash is compared with every key's hash, whatever the
     * outcome of the first; an unknown client is checked against a secret that nobody has.
     */
    boolean verify(@Nullable ClientEntry entry, String value) {
        List<byte[]> candidates = hashes(value);
        Instant now = clock.instant();
        boolean verified = matches(candidates, DUMMY) & entry != null;
        if (entry == null) {
            return verified;
        }
        for (StoredSecret secret : entry.secrets()) {
            if (secret.keyed()) {
                verified |= matches(candidates, digest(secret)) & secret.live(now);
            }
        }
        return verified || verifySlow(entry.secrets(), value, now);
    }

    private boolean verifySlow(List<StoredSecret> stored, String value, Instant now) {
        for (StoredSecret secret : stored) {
            if (!secret.keyed() && secret.live(now) && slowHashes.matches(value, secret.hash())) {
                secrets.replace(secret, keyed(value));
                return true;
            }
        }
        return false;
    }

    private @Nullable UUID find(String clientId, List<StoredSecret> present, SecretSource source) {
        return switch (source) {
            case SecretSource.Hash hash -> secrets.imported(clientId, SlowHashes.canonical(hash.hash()));
            case SecretSource.Value value ->
                present.stream()
                        .filter(secret -> same(secret, value.value()))
                        .map(StoredSecret::id)
                        .findFirst()
                        .orElse(null);
        };
    }

    private boolean same(StoredSecret secret, String value) {
        return secret.keyed()
                ? matches(hashes(value), digest(secret))
                : !unguessable(value) && slowHashes.matches(value, secret.hash());
    }

    private String hash(SecretSource source) {
        return switch (source) {
            case SecretSource.Hash hash -> SlowHashes.canonical(hash.hash());
            case SecretSource.Value value ->
                unguessable(value.value()) ? keyed(value.value()) : slowHashes.encode(value.value());
        };
    }

    private String keyed(String value) {
        return StoredSecret.KEYED
                + Base64.getEncoder().encodeToString(keyring.keyedHash(Purpose.CLIENT_SECRET, bytes(value)));
    }

    private List<byte[]> hashes(String value) {
        return keyring.keyedHashes(Purpose.CLIENT_SECRET, bytes(value));
    }

    private static final byte[] DUMMY = new byte[32];

    private static boolean matches(List<byte[]> candidates, byte[] stored) {
        boolean match = false;
        for (byte[] candidate : candidates) {
            match |= MessageDigest.isEqual(candidate, stored);
        }
        return match;
    }

    private static byte[] digest(StoredSecret secret) {
        return Base64.getDecoder().decode(secret.hash().substring(StoredSecret.KEYED.length()));
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
