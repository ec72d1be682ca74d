package io.gatehouse.demo.session;

import io.gatehouse.demo.oidc.Tokens;
import io.gatehouse.demo.wire.DecodedToken;
import io.gatehouse.demo.wire.Masking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is signed in to an app, and the tokens it holds for them. */
public record SignedIn(
        String subject,
        String name,
        String access,
        @Nullable String refresh,
        String id,
        @Nullable String scope,
        @Nullable Instant expiresAt) {

    public static SignedIn of(String subject, String name, Tokens tokens, String id) {
        return new SignedIn(subject, name, tokens.access(), tokens.refresh(), id, tokens.scope(), tokens.expiresAt());
    }

    /** After a refresh. What the answer leaves out stays as it was (RFC 6749 section 6). */
    public SignedIn refreshed(Tokens tokens) {
        return new SignedIn(
                subject,
                name,
                tokens.access(),
                tokens.refresh() == null ? refresh : tokens.refresh(),
                tokens.id() == null ? id : tokens.id(),
                tokens.scope() == null ? scope : tokens.scope(),
                tokens.expiresAt());
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The tokens that are JWTs, readable. */
    public List<DecodedToken> decoded() {
        return Stream.of(DecodedToken.decode("ID token", id), DecodedToken.decode("Access token", access))
                .flatMap(Optional::stream)
                .toList();
    }

    public String maskedAccess() {
        return Masking.shorten(access);
    }

    public String maskedRefresh() {
        return refresh == null ? "none" : Masking.shorten(refresh);
    }

    public String maskedId() {
        return Masking.shorten(id);
    }

    @Override
    public String toString() {
        return "SignedIn[subject=" + subject + "]";
    }
}
