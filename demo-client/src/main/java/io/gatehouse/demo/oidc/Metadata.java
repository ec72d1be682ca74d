package io.gatehouse.demo.oidc;

import io.gatehouse.demo.wire.Answer;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the provider says about itself (OpenID Connect Discovery 1.0 section 3), as far as this app uses it. */
public record Metadata(
        String issuer,
        URI authorization,
        URI token,
        URI jwks,
        @Nullable URI userinfo,
        @Nullable URI introspection,
        @Nullable URI revocation,
        @Nullable URI endSession,
        boolean answersWithIssuer) {

    static Metadata of(String issuer, Answer answer) {
        // OpenID Connect Discovery 1.0 section 4.3: the issuer must be the very one that was asked.
        if (!issuer.equals(answer.member("issuer").orElse(""))) {
            throw new IllegalStateException("Its discovery document names another issuer.");
        }
        return new Metadata(
                issuer,
                required(answer, "authorization_endpoint"),
                required(answer, "token_endpoint"),
                required(answer, "jwks_uri"),
                endpoint(answer, "userinfo_endpoint").orElse(null),
                endpoint(answer, "introspection_endpoint").orElse(null),
                endpoint(answer, "revocation_endpoint").orElse(null),
                endpoint(answer, "end_session_endpoint").orElse(null),
                answer.json()
                        .path("authorization_response_iss_parameter_supported")
                        .asBoolean(false));
    }

    private static URI required(Answer answer, String name) {
        return endpoint(answer, name)
                .orElseThrow(() -> new IllegalStateException("Its discovery document has no usable " + name + "."));
    }

    private static Optional<URI> endpoint(Answer answer, String name) {
        try {
            return answer.member(name)
                    .map(URI::create)
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    .filter(uri -> uri.getHost() != null && uri.getRawFragment() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
