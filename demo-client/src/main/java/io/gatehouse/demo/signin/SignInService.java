package io.gatehouse.demo.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.demo.oidc.Expectation;
import io.gatehouse.demo.oidc.IdTokenVerifier;
import io.gatehouse.demo.oidc.Metadata;
import io.gatehouse.demo.oidc.Provider;
import io.gatehouse.demo.oidc.TokenClient;
import io.gatehouse.demo.oidc.Tokens;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.Flow;
import io.gatehouse.demo.session.PendingSignIn;
import io.gatehouse.demo.session.SignedIn;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.wire.Step;
import io.gatehouse.demo.wire.Trace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Authorization code flow with PKCE, from the button to the verified ID token. The same for both apps. */
@Service
public final class SignInService {

    private final Provider provider;
    private final TokenClient tokens;
    private final IdTokenVerifier verifier;
    private final NameLookup names;
    private final Clock clock;

    SignInService(Provider provider, TokenClient tokens, IdTokenVerifier verifier, NameLookup names, Clock clock) {
        this.provider = provider;
        this.tokens = tokens;
        this.verifier = verifier;
        this.names = names;
        this.clock = clock;
    }

    /** Remembers an attempt and returns the URL to send the browser to; {@code target} is a path of this app. */
    public String start(App app, AppSession session, SignInOptions options, String target) {
        Trace trace = new Trace();
        Metadata metadata = provider.metadata(trace);
        PendingSignIn attempt = new PendingSignIn(
                Secrets.random(), Secrets.random(), Secrets.random(), options.maxAge(), target, clock.instant(), trace);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", app.clientId());
        parameters.put("redirect_uri", app.redirectUri());
        parameters.put("scope", app.scopes());
        parameters.put("state", attempt.state());
        parameters.put("nonce", attempt.nonce());
        parameters.put("code_challenge", Secrets.challenge(attempt.verifier()));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(options.parameters());
        String url = Urls.with(metadata.authorization(), parameters);
        trace.add(provider.leaving(
                "Send the browser to the provider",
                "The person types the password there, so this app never sees it. The parameters say who asks, for what,"
                        + " and where to come back to.",
                url));
        session.begin(attempt);
        return url;
    }

    /** Checks the answer and signs in; returns the path to show next. */
    public String finish(App app, AppSession session, Callback callback) {
        PendingSignIn attempt = session.take(callback.state(), clock.instant())
                .orElseThrow(() -> new ProblemException(
                                400,
                                "This sign-in is not known here",
                                "The answer does not belong to a sign-in that this browser started in the last ten"
                                        + " minutes, or it was used already. Nothing was stored. If you opened the app"
                                        + " under another name of this machine, use the address it was configured with.")
                        .offering(app.home(), "Start again"));
        Trace trace = attempt.trace();
        session.show(Flow.SIGN_IN, trace);
        trace.add(Step.browser(
                clock.instant(),
                "The browser comes back",
                "The provider sent the browser back with an answer. The state matches the one kept in the session, so it"
                        + " was this browser that asked; iss says which provider answered.",
                "GET",
                app.redirectUri() + "?" + callback.rawQuery()));
        callback.checkIssuer(provider.metadata(new Trace()), app);
        String code = callback.code(app);
        Tokens answer = tokens.exchange(app, code, attempt.verifier(), trace);
        String id = answer.id();
        if (id == null) {
            throw new ProblemException(
                    502,
                    "The answer is not complete",
                    "The provider answered without an ID token. Nothing was stored.");
        }
        JWTClaimsSet claims = verifier.verify(
                id, new Expectation(app.clientId(), attempt.nonce(), attempt.maxAge(), null, answer.access()), trace);
        String subject = claims.getSubject();
        session.signIn(SignedIn.of(subject, names.nameOf(subject, answer, trace), answer, id), trace);
        return attempt.target();
    }
}
