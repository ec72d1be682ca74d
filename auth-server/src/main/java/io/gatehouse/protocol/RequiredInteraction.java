package io.gatehouse.protocol;

import io.gatehouse.client.ClientPolicy;
import io.gatehouse.consent.ConsentDecision;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.registration.RegistrationProperties;
import io.gatehouse.session.SsoSession;
import io.gatehouse.signin.Interaction;
import io.gatehouse.signin.Interactions;
import io.gatehouse.token.IdTokenHints;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.util.UriUtils;

/**
 * Decides what an authorization request still lacks: a sign-in, a fresher one, another person, a consent. Each question is put
 * at most once a request, since an answer younger than the question's mark satisfies it (OpenID Connect Core 3.1.2.1, 3.1.2.3).
 */
final class RequiredInteraction {

    /** The prompts that want another proof even from a person who is signed in. */
    private static final List<String> ASKING = List.of("login", "create");

    private static final Interaction NEVER = new Interaction(Instant.MAX, false, new UUID(0, 0));

    private final Interactions interactions;
    private final ConsentService consents;
    private final IdTokenHints idTokenHints;
    private final RegistrationProperties registration;
    private final Clock clock;

    RequiredInteraction(
            Interactions interactions,
            ConsentService consents,
            IdTokenHints idTokenHints,
            RegistrationProperties registration,
            Clock clock) {
        this.interactions = interactions;
        this.consents = consents;
        this.idTokenHints = idTokenHints;
        this.registration = registration;
        this.clock = clock;
    }

    /**
     * Returns the session that satisfies the request.
     *
     * @throws InteractionRequiredException when a page must come first
     */
    SsoSession complete(AuthorizationRequest request, @Nullable SsoSession session) {
        String query = request.canonicalQuery(Interactions.PARAMETER);
        String mark = request.parameter(Interactions.PARAMETER);
        Optional<Interaction> interaction = interactions.read(mark, query);
        if (interaction.map(Interaction::denied).orElse(false)) {
            throw request.error(OAuth2ErrorCodes.ACCESS_DENIED, "The person declined.");
        }
        Asked asked = interaction.isPresent() && mark != null
                ? new Asked(interaction.get(), interactions.wayBack(query, mark))
                : new Asked(NEVER, interactions.wayBack(query));
        SsoSession signedIn = signedIn(request, session, asked);
        requireStaying(request, signedIn);
        requireConsent(request, signedIn, asked);
        return signedIn;
    }

    /** What the person was asked for the sake of this request, and the way back to it. */
    private record Asked(Interaction question, String wayBack) {

        boolean already() {
            return question.askedAt().isBefore(Instant.MAX);
        }

        boolean answeredBy(Instant answer) {
            return !answer.isBefore(question.askedAt());
        }

        boolean chose(SsoSession session) {
            return question.chosen().equals(session.sid());
        }
    }

    private SsoSession signedIn(AuthorizationRequest request, @Nullable SsoSession session, Asked asked) {
        boolean answered = session != null && asked.answeredBy(session.authTime());
        boolean asks = ASKING.stream().anyMatch(request.prompts()::contains);
        boolean choose = session != null && !answered && selects(request) && !asked.chose(session);
        boolean current = session != null && (answered || (!asks && !choose && freshEnough(request, session)));
        boolean expected = session != null && current && expected(request, session);
        if (answered && !expected) {
            throw request.error("login_required", "Another person than the expected one signed in.");
        }
        if (session != null && expected && strongEnough(request, session)) {
            return session;
        }
        if (answered) {
            // RFC 9470 section 5
            throw request.error("unmet_authentication_requirements", "The person could not show a second factor.");
        }
        if (request.prompts().contains("none")) {
            throw request.error("login_required", "The person is not signed in as the request needs it.");
        }
        // Initiating User Registration via OpenID Connect 1.0: once, after that the new account signs in
        if (request.prompts().contains("create") && registration.enabled() && !asked.already()) {
            throw new InteractionRequiredException("/sign-up?continue=" + encode(asked.wayBack()), request, "create");
        }
        // once: whatever the person chooses is an answer
        if (choose) {
            throw new InteractionRequiredException(
                    "/select-account?continue=" + encode(asked.wayBack()), request, "select-account");
        }
        throw new InteractionRequiredException(
                signInPath(request, session != null && !expected, asked), request, because(request, session, asks));
    }

    private String because(AuthorizationRequest request, @Nullable SsoSession session, boolean asks) {
        if (session == null) {
            return "no-session";
        }
        if (asks) {
            return "prompt";
        }
        if (!freshEnough(request, session)) {
            return "max-age";
        }
        if (!expected(request, session)) {
            return "other-person";
        }
        return ClientPolicy.of(request.client()).secondFactor() ? "client-factor" : "acr-values";
    }

    /** OpenID Connect Core 3.1.2.1: with which of their accounts the person goes on. */
    private static boolean selects(AuthorizationRequest request) {
        return request.prompts().contains("select_account");
    }

    /** A session that lacks nothing but a factor is stepped up; otherwise the person signs in again. */
    private static String signInPath(AuthorizationRequest request, boolean again, Asked asked) {
        StringBuilder path = new StringBuilder("/sign-in?continue=").append(encode(asked.wayBack()));
        if (again) {
            path.append("&reauth=1");
        }
        if (requiresMultiFactor(request)) {
            path.append("&step_up=mfa");
        }
        append(path, "login_hint", request.parameter("login_hint"));
        append(path, "ui_locales", request.parameter("ui_locales"));
        return path.toString();
    }

    private static boolean strongEnough(AuthorizationRequest request, SsoSession session) {
        return session.multiFactor() || !requiresMultiFactor(request);
    }

    /**
     * OpenID Connect Core 3.1.2.1, acr_values: in order of preference, of which the first one that this server knows counts;
     * so an application that also accepts a password says so by naming it first. RFC 9470 section 4.
     */
    private static boolean requiresMultiFactor(AuthorizationRequest request) {
        String values = request.parameter("acr_values");
        boolean asked = values != null
                && Stream.of(values.split(" "))
                        .filter(SsoSession.ACRS::contains)
                        .findFirst()
                        .filter(SsoSession.ACR_MULTI_FACTOR::equals)
                        .isPresent();
        return asked || ClientPolicy.of(request.client()).secondFactor();
    }

    /** OpenID Connect Core 3.1.2.1, max_age: zero means the same as prompt=login. */
    private boolean freshEnough(AuthorizationRequest request, SsoSession session) {
        String maxAge = request.parameter("max_age");
        return maxAge == null
                || session.authTime()
                        .plus(Duration.ofSeconds(Long.parseLong(maxAge)))
                        .isAfter(clock.instant());
    }

    /** OpenID Connect Core 3.1.2.1, id_token_hint: the person that the client expects. */
    private boolean expected(AuthorizationRequest request, SsoSession session) {
        String hint = request.parameter("id_token_hint");
        if (hint == null) {
            return true;
        }
        return idTokenHints
                .read(hint)
                .orElseThrow(() -> request.error(OAuth2ErrorCodes.INVALID_REQUEST, "The id_token_hint is not valid."))
                .subject()
                .equals(session.accountId().toString());
    }

    /** Who asked to delete the account decides first whether to keep it. */
    private static void requireStaying(AuthorizationRequest request, SsoSession session) {
        if (!session.leaving()) {
            return;
        }
        if (request.prompts().contains("none")) {
            throw request.error("interaction_required", "The account is about to be deleted.");
        }
        throw new InteractionRequiredException("/account", request, "leaving");
    }

    private void requireConsent(AuthorizationRequest request, SsoSession session, Asked asked) {
        boolean asks = request.prompts().contains("consent");
        if (!asks && !request.client().getClientSettings().isRequireAuthorizationConsent()) {
            return;
        }
        Optional<ConsentDecision> decision =
                consents.find(session.accountId(), request.client().getClientId());
        boolean covers = decision.map(made -> made.scopes().containsAll(request.scopes()))
                .orElse(false);
        boolean answered =
                decision.map(made -> asked.answeredBy(made.decidedAt())).orElse(false);
        if (covers && (!asks || answered)) {
            return;
        }
        if (request.prompts().contains("none")) {
            throw request.error("consent_required", "The person has not allowed all of this yet.");
        }
        throw new InteractionRequiredException(
                "/consent?continue=" + encode(asked.wayBack()), request, covers ? "consent-prompt" : "consent-missing");
    }

    private static void append(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(encode(value));
        }
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
