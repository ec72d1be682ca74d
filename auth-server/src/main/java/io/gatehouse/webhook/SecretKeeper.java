package io.gatehouse.webhook;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.time.Instant;
import java.util.UUID;

/** Keeps secrets encrypted under the keyring, each bound to its endpoint, and signs with them. */
final class SecretKeeper {

    private final JdbcEndpoints endpoints;
    private final Keyring keyring;

    SecretKeeper(JdbcEndpoints endpoints, Keyring keyring) {
        this.endpoints = endpoints;
        this.keyring = keyring;
    }

    byte[] seal(UUID endpoint, WebhookSecret secret) {
        return keyring.encrypt(Purpose.WEBHOOK_SECRET, secret.bytes(), endpoint.toString());
    }

    /** The signature header: one entry for each secret that counts, the present one first. */
    String signatures(UUID endpoint, Signed signed) {
        JdbcEndpoints.Sealed sealed = endpoints
                .secrets(endpoint, signed.at())
                .orElseThrow(() -> new IllegalStateException("The web-hook was removed"));
        String present = sign(endpoint, sealed.secret(), signed);
        byte[] previous = sealed.previous();
        return previous == null ? present : present + " " + sign(endpoint, previous, signed);
    }

    /** What is signed. */
    record Signed(String id, Instant at, byte[] body) {}

    private String sign(UUID endpoint, byte[] sealed, Signed signed) {
        byte[] key = keyring.decrypt(Purpose.WEBHOOK_SECRET, sealed, endpoint.toString());
        return new WebhookSecret(key).sign(signed.id(), signed.at().getEpochSecond(), signed.body());
    }
}
