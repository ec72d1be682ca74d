package io.gatehouse.demo.oidc;

import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.wire.Answer;
import io.gatehouse.demo.wire.Call;
import io.gatehouse.demo.wire.Trace;
import io.gatehouse.demo.wire.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that the app asks the provider directly, server to server. */
@Component
public final class TokenClient {

    private final Provider provider;
    private final Wire wire;
    private final Clock clock;

    TokenClient(Provider provider, Wire wire, Clock clock) {
        this.provider = provider;
        this.wire = wire;
        this.clock = clock;
    }

    /** RFC 6749 section 4.1.3 with RFC 7636 section 4.5. */
    public Tokens exchange(App app, String code, String verifier, Trace trace) {
        Call call = grant(
                        "authorization_code",
                        "Trade the code for tokens",
                        "The code passed through the browser, so it alone is worth nothing: the app adds its own secret"
                                + " and the PKCE verifier, which only it knows.")
                .form("code", code)
                .form("redirect_uri", app.redirectUri())
                .form("code_verifier", verifier);
        return tokens(app, call, trace);
    }

    /** RFC 6749 section 6. */
    public Tokens refresh(App app, String refreshToken, Trace trace) {
        Call call = grant(
                        "refresh_token",
                        "Refresh the access token",
                        "Access tokens are short-lived on purpose. The refresh token gets a new one without asking the"
                                + " person again, and is itself replaced by a new one.")
                .form("refresh_token", refreshToken);
        return tokens(app, call, trace);
    }

    /** RFC 6749 section 4.4. */
    public Tokens clientCredentials(App app, String scope, Trace trace) {
        Call call = grant(
                        "client_credentials",
                        "Get a token for the app itself",
                        "No person is involved: a nightly job, say, identifies itself and gets a token that speaks for"
                                + " the app alone. There is no ID token and no refresh token.")
                .form("scope", scope);
        return tokens(app, call, trace);
    }

    /** OpenID Connect Core 1.0 section 5.3. */
    public Answer userinfo(String accessToken, Trace trace) {
        return wire.send(
                Call.get(
                                offered(endpoints().userinfo(), "userinfo"),
                                "Ask who signed in",
                                "The userinfo endpoint tells what the person agreed to share, as it is now and not as it"
                                        + " was at sign-in.")
                        .header("Authorization", "Bearer " + accessToken),
                trace);
    }

    /** RFC 7662 section 2.1. */
    public Answer introspect(App app, String token, String hint, Trace trace) {
        Call call = Call.post(
                offered(endpoints().introspection(), "introspection"),
                "Ask whether the token is still good",
                "A signature says that a token was good when it was made. Introspection says whether it is good"
                        + " now: not expired and not revoked.");
        return wire.send(authenticated(app, about(call, token, hint)), trace);
    }

    /** RFC 7009 section 2.1. */
    public Answer revoke(App app, String token, String hint, Trace trace) {
        Call call = Call.post(
                offered(endpoints().revocation(), "revocation"),
                "Take the token back",
                "What is no longer needed should stop working before it expires. The answer is the same for a"
                        + " known and an unknown token, so nothing can be probed.");
        return wire.send(authenticated(app, about(call, token, hint)), trace);
    }

    private Call grant(String type, String title, String why) {
        return Call.post(endpoints().token(), title, why).form("grant_type", type);
    }

    private static Call about(Call call, String token, String hint) {
        return call.form("token", token).form("token_type_hint", hint);
    }

    private Tokens tokens(App app, Call call, Trace trace) {
        Answer answer = wire.send(authenticated(app, call), trace);
        if (!answer.ok()) {
            throw new OAuthException(
                    answer.status(),
                    answer.member("error").orElse("http_" + answer.status()),
                    answer.member("error_description").orElse(""));
        }
        return Tokens.of(answer, clock.instant());
    }

    private Metadata endpoints() {
        return provider.metadata(new Trace());
    }

    private static Call authenticated(App app, Call call) {
        return switch (app.authentication()) {
            // RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.
            case CLIENT_SECRET_BASIC -> {
                String pair = Call.encode(app.clientId()) + ":" + Call.encode(app.secret());
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                yield call.header("Authorization", "Basic " + encoded);
            }
            case CLIENT_SECRET_POST -> call.form("client_id", app.clientId()).form("client_secret", app.secret());
        };
    }

    private static URI offered(@Nullable URI endpoint, String name) {
        if (endpoint == null) {
            throw new ProblemException(
                    501,
                    "The provider does not offer this",
                    "Its discovery document names no " + name + " endpoint, so there is nothing to call.");
        }
        return endpoint;
    }
}
