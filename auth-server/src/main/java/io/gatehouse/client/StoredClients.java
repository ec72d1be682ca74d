package io.gatehouse.client;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Registrations as they are stored, with the hashes of their secrets: what an import and an export need. */
@Service
public final class StoredClients {

    private final JdbcStoredClients clients;
    private final JdbcSecrets secrets;
    private final Keyring keyring;

    StoredClients(JdbcStoredClients clients, JdbcSecrets secrets, Keyring keyring) {
        this.clients = clients;
        this.secrets = secrets;
        this.keyring = keyring;
    }

    /** A secret's hash: under the keyring, or a slow one that any server can check. */
    public record Hash(
            String text, boolean declared, @Nullable Instant expiresAt) {

        /** Whether only a server with the same keyring can check it. */
        public boolean keyed() {
            return text.startsWith(StoredSecret.KEYED);
        }

        @Override
        public String toString() {
            return "Hash[hidden]";
        }
    }

    /** The registration without its secrets, also of a disabled client. */
    public Optional<ClientRegistration> find(String clientId) {
        return clients.find(clientId);
    }

    /** Registrations in the order of their identifiers, after one (or ""). */
    public List<ClientRegistration> page(String after, int limit) {
        return clients.page(after, limit);
    }

    /** The hashes of a client's secrets, the oldest first. */
    public List<Hash> secrets(String clientId) {
        return secrets.of(clientId).stream()
                .map(secret -> new Hash(secret.hash(), secret.declared(), secret.expiresAt()))
                .toList();
    }

    /** Gives a client a secret of which only the hash is known. */
    public void addSecret(String clientId, Hash hash) {
        String text = hash.keyed() ? hash.text() : SlowHashes.canonical(hash.text());
        secrets.insert(clientId, text, hash.declared(), hash.expiresAt());
    }

    /** Tells servers whose keyring makes the same hashes from others, and nothing about the keyring. */
    public String keyringMark() {
        byte[] mark =
                keyring.keyedHash(Purpose.CLIENT_SECRET, "which keyring is this".getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mark).substring(0, 16);
    }
}
