package io.gatehouse.passkey;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import io.gatehouse.shared.GatehouseProperties;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server in the role of a WebAuthn relying party: the checks of sections 7.1 and 7.2 that need no database. Attestation is
 * neither asked for nor judged, so that people can use any authenticator.
 */
final class RelyingParty {

    /** The algorithms taken (RFC 9053, RFC 8812), the preferred one first. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private static final Logger LOG = LoggerFactory.getLogger(RelyingParty.class);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private final String id;
    private final Origin origin;
    private final WebAuthnRegistrationManager registrations;
    private final WebAuthnAuthenticationManager assertions;
    private final AttestedCredentialDataConverter attestedData;

    RelyingParty(GatehouseProperties server, PasskeyProperties properties) {
        this.id = rpId(server.issuer().getHost().toLowerCase(Locale.ROOT), properties.rpId());
        this.origin = origin(server.issuer());
        ObjectConverter converter = new ObjectConverter();
        this.registrations = WebAuthnRegistrationManager.createNonStrictWebAuthnRegistrationManager(converter);
        this.assertions = new WebAuthnAuthenticationManager(List.of(), converter);
        // the counter is compared by the statement that stores it, so that parallel uses are seen
        this.assertions.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(object -> {});
        this.attestedData = new AttestedCredentialDataConverter(converter);
    }

    String id() {
        return id;
    }

    /** Reads what navigator.credentials.create() gave; nothing if it is not that. */
    Optional<Creation> readCreation(String json) {
        return guarded(() -> Creation.of(registrations.parse(json)));
    }

    /** Reads what navigator.credentials.get() gave; nothing if it is not that. */
    Optional<Assertion> readAssertion(String json) {
        return guarded(() -> Assertion.of(assertions.parse(json)));
    }

    /** Section 7.1: made for this origin and domain, with user verification, by an algorithm that we take. */
    boolean genuine(Creation creation) {
        RegistrationParameters parameters =
                new RegistrationParameters(server(creation.challenge()), PARAMETERS, true, true);
        return sameOrigin(creation.data().getCollectedClientData())
                && guarded(() -> registrations.verify(creation.data(), parameters))
                        .isPresent();
    }

    /** Section 7.2: signed by the credential for this origin and domain. */
    boolean genuine(Assertion assertion, Credential credential, boolean userVerification) {
        AuthenticationParameters parameters = new AuthenticationParameters(
                server(assertion.challenge()), record(credential), List.of(credential.id()), userVerification, true);
        return sameOrigin(assertion.data().getCollectedClientData())
                && guarded(() -> assertions.verify(assertion.data(), parameters))
                        .isPresent();
    }

    byte[] encode(AttestedCredentialData data) {
        return attestedData.convert(data);
    }

    /** The challenge is checked by {@link Challenges}, whose signature says what it was issued for. */
    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private CredentialRecordImpl record(Credential credential) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                credential.passkey().synced(),
                credential.passkey().backedUp(),
                credential.signCount(),
                attestedData.convert(credential.attestedData()),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                null,
                Set.of());
    }

    /** No page of another site may embed ours and ask for a passkey (section 13.4.9). */
    private static boolean sameOrigin(@Nullable CollectedClientData client) {
        return client != null && !Boolean.TRUE.equals(client.getCrossOrigin()) && client.getTopOrigin() == null;
    }

    /** The library answers hostile input with exceptions of many types; all of them mean no. */
    private static <T> Optional<T> guarded(Supplier<@Nullable T> check) {
        try {
            return Optional.ofNullable(check.get());
        } catch (RuntimeException e) {
            LOG.debug("A browser's answer was refused: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Section 5.1.2: the origin's domain, or one that it is a sub-domain of. */
    private static String rpId(String host, @Nullable String configured) {
        if (configured == null || configured.isBlank()) {
            return host;
        }
        String domain = configured.strip().toLowerCase(Locale.ROOT);
        if (!host.equals(domain) && !host.endsWith("." + domain)) {
            throw new IllegalArgumentException(
                    "gatehouse.passkey.rp-id (GATEHOUSE_PASSKEY_RP_ID) must be the issuer's host '" + host
                            + "' or a domain above it, but is '" + domain + "'.");
        }
        return domain;
    }

    private static Origin origin(URI issuer) {
        String port = issuer.getPort() == -1 ? "" : ":" + issuer.getPort();
        return Origin.create(issuer.getScheme() + "://" + issuer.getHost().toLowerCase(Locale.ROOT) + port);
    }
}
