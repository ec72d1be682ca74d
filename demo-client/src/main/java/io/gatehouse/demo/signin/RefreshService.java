package io.gatehouse.demo.signin;

import io.gatehouse.demo.oidc.Expectation;
import io.gatehouse.demo.oidc.IdTokenVerifier;
import io.gatehouse.demo.oidc.OAuthException;
import io.gatehouse.demo.oidc.TokenClient;
import io.gatehouse.demo.oidc.Tokens;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.SignedIn;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.wire.Trace;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Gets a new access token without the person, once for all tabs of a browser. */
@Service
public final class RefreshService {

    private final TokenClient tokens;
    private final IdTokenVerifier verifier;

    RefreshService(TokenClient tokens, IdTokenVerifier verifier) {
        this.tokens = tokens;
        this.verifier = verifier;
    }

    /** Replaces the access token of {@code used}, or returns what another request replaced it with meanwhile. */
    public SignedIn refresh(App app, AppSession session, SignedIn used, Trace trace) {
        session.refreshing().lock();
        try {
            SignedIn current = session.signedIn().orElseThrow(() -> ended(app));
            if (!current.access().equals(used.access())) {
                return current;
            }
            SignedIn refreshed = current.refreshed(renewed(app, current, trace));
            session.refreshed(refreshed);
            return refreshed;
        } catch (OAuthException e) {
            // RFC 6749 section 5.2: invalid_grant means that this refresh token will never work again.
            if (e.code().equals("invalid_grant")) {
                session.end();
                throw ended(app);
            }
            throw new ProblemException(502, "The refresh did not work", ErrorCodes.explanation(e.code()))
                    .quoting(e.code() + " " + e.description());
        } finally {
            session.refreshing().unlock();
        }
    }

    private Tokens renewed(App app, SignedIn current, Trace trace) {
        String refreshToken = Optional.ofNullable(current.refresh())
                .orElseThrow(() -> new ProblemException(
                                403,
                                "Your sign-in has ended",
                                "The access token is no longer accepted and this app holds no refresh token. Sign in again; if"
                                        + " the provider still knows you, it will not ask for a password.")
                        .offering(signInPath(app), "Sign in again"));
        Tokens answer = tokens.refresh(app, refreshToken, trace);
        String id = answer.id();
        if (id != null) {
            // OpenID Connect Core 1.0 section 12.2: a new ID token is about the same person.
            verifier.verify(id, new Expectation(app.clientId(), null, null, current.subject(), answer.access()), trace);
        }
        return answer;
    }

    private static ProblemException ended(App app) {
        return new ProblemException(
                        403,
                        "Your sign-in has ended",
                        "The provider no longer accepts the refresh token: it expired, was revoked, or you signed out"
                                + " elsewhere. Sign in again to go on.")
                .offering(signInPath(app), "Sign in again");
    }

    private static String signInPath(App app) {
        return app.key().equals("notes") ? "/sign-in" : "/reports/sign-in";
    }
}
