package io.gatehouse.passkey;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A browser's answer to navigator.credentials.create(), complete but not yet believed.
 *
 * @param attested AAGUID, credential id and public key
 */
record Creation(
        RegistrationData data, byte[] challenge, AuthenticatorData<?> authenticator, AttestedCredentialData attested) {

    /** Throws if a part is missing. */
    static Creation of(RegistrationData data) {
        AuthenticatorData<?> authenticator =
                Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        return new Creation(
                data,
                Objects.requireNonNull(data.getCollectedClientData())
                        .getChallenge()
                        .getValue(),
                authenticator,
                Objects.requireNonNull(authenticator.getAttestedCredentialData()));
    }

    UUID aaguid() {
        return Objects.requireNonNullElse(attested.getAaguid().getValue(), new UUID(0, 0));
    }

    List<String> transports() {
        Set<AuthenticatorTransport> transports = data.getTransports();
        return transports == null
                ? List.of()
                : transports.stream().map(AuthenticatorTransport::getValue).toList();
    }
}
