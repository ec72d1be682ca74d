package io.gatehouse.demo.signin;

import io.gatehouse.demo.oidc.Metadata;
import io.gatehouse.demo.oidc.Provider;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.Flow;
import io.gatehouse.demo.session.SignedIn;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.wire.Call;
import io.gatehouse.demo.wire.Step;
import io.gatehouse.demo.wire.Trace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Signs out of the app and then of the provider. The same for both apps. */
@Service
public final class SignOutService {

    private final Provider provider;
    private final Clock clock;

    SignOutService(Provider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** The URL that ends the session at the provider (OpenID Connect RP-Initiated Logout 1.0 section 2). */
    public String signOut(App app, AppSession session) {
        SignedIn person = session.signedIn().orElse(null);
        session.end();
        if (person == null) {
            return app.signedOutUri();
        }
        Trace trace = session.restart(Flow.SIGN_OUT);
        Metadata metadata = provider.metadata(new Trace());
        if (metadata.endSession() == null) {
            return app.signedOutUri();
        }
        String state = Secrets.random();
        session.signingOut(state);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("id_token_hint", person.id());
        parameters.put("client_id", app.clientId());
        parameters.put("post_logout_redirect_uri", app.signedOutUri());
        parameters.put("state", state);
        String url = Urls.with(metadata.endSession(), parameters);
        trace.add(provider.leaving(
                "Ask the provider to sign out",
                "The app has forgotten its tokens already. The provider has a session of its own, which signs people in"
                        + " to other apps, so the browser goes there to end that one too.",
                url));
        return url;
    }

    /** Notes that the browser returned from the provider's sign-out. */
    public boolean signedOut(App app, AppSession session, String state) {
        boolean ours = session.signedOut(state);
        if (ours) {
            session.trace(Flow.SIGN_OUT)
                    .add(Step.browser(
                            clock.instant(),
                            "The browser comes back, signed out",
                            "The state matches, so this is the answer to our request.",
                            "GET",
                            app.signedOutUri() + "?state=" + Call.encode(state)));
        }
        return ours;
    }
}
