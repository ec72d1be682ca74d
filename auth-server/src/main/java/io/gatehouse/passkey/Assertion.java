package io.gatehouse.passkey;

import com.webauthn4j.data.AuthenticationData;
import java.util.Objects;
import java.util.Optional;

/** A browser's answer to navigator.credentials.get(), complete but not yet believed. */
record Assertion(
        AuthenticationData data,
        byte[] challenge,
        byte[] credentialId,
        Optional<byte[]> userHandle,
        long signCount,
        boolean backedUp) {

    /** Throws if a part is missing. The library's annotations say that the bytes, not the arrays, can be null. */
    @SuppressWarnings("NullAway")
    static Assertion of(AuthenticationData data) {
        var authenticator = Objects.requireNonNull(data.getAuthenticatorData());
        return new Assertion(
                data,
                Objects.requireNonNull(data.getCollectedClientData())
                        .getChallenge()
                        .getValue(),
                Objects.requireNonNull(data.getCredentialId()),
                Optional.ofNullable(data.getUserHandle()),
                authenticator.getSignCount(),
                authenticator.isFlagBS());
    }
}
