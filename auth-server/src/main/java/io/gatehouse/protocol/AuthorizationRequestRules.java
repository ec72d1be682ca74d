package io.gatehouse.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/**
 * The rules of an authorization request, one method each. Until client and redirect URI are trusted a broken rule ends in a
 * page; afterwards it goes back to the client.
 */
final class AuthorizationRequestRules {

    /** RFC 7636 section 4.2: the base64url of a SHA-256 hash. */
    private static final Pattern CODE_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account", "create");

    private AuthorizationRequestRules() {}

    static void check(AuthorizationRequest request) {
        redirectUriIsRegistered(request);
        clientMayUseCodes(request);
        responseModeIsQuery(request);
        requestObjectIsAbsent(request);
        scopesAreRegistered(request);
        codeChallengeIsSound(request);
        promptIsSound(request);
        maxAgeIsANumber(request);
    }

    /** RFC 9700 section 4.1.3: exact string comparison; only the port of a loopback address may vary (RFC 8252 7.3). */
    private static void redirectUriIsRegistered(AuthorizationRequest request) {
        Set<String> registered = request.client().getRedirectUris();
        String requested = request.token().getRedirectUri();
        if (requested == null || requested.isEmpty()) {
            // OpenID Connect Core 3.1.2.1 requires it; RFC 6749 section 3.1.2.3 allows to leave out the only one
            if (request.scopes().contains("openid") || registered.size() != 1) {
                throw AuthorizationRequest.errorPage(
                        OAuth2ErrorCodes.INVALID_REQUEST, "The parameter redirect_uri is missing.");
            }
            return;
        }
        boolean known = registered.contains(requested)
                || registered.stream().anyMatch(uri -> sameButLoopbackPort(uri, requested));
        if (!known) {
            throw AuthorizationRequest.errorPage(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The redirect_uri is not registered for this client.");
        }
    }

    private static boolean sameButLoopbackPort(String registered, String requested) {
        URI one = loopback(registered);
        URI other = loopback(requested);
        return one != null && other != null && withoutPort(registered, one).equals(withoutPort(requested, other));
    }

    private static @Nullable URI loopback(String text) {
        try {
            URI uri = new URI(text);
            boolean address = "127.0.0.1".equals(uri.getHost()) || "[::1]".equals(uri.getHost());
            return address
                            && "http".equals(uri.getScheme())
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                    ? uri
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String withoutPort(String text, URI uri) {
        String authority = "http://" + uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return text.startsWith(authority + port) ? text.substring(authority.length() + port.length()) : text;
    }

    /** RFC 6749 section 4.1.2.1, unauthorized_client. */
    private static void clientMayUseCodes(AuthorizationRequest request) {
        if (!request.client().getAuthorizationGrantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE)) {
            throw request.error(
                    OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "The client is not registered for authorization codes.");
        }
    }

    /** OAuth 2.0 Multiple Response Types 2.1: codes go into the query. */
    private static void responseModeIsQuery(AuthorizationRequest request) {
        String mode = request.parameter("response_mode");
        if (mode != null && !"query".equals(mode)) {
            throw request.error(OAuth2ErrorCodes.INVALID_REQUEST, "Only response_mode=query is supported.");
        }
    }

    /** OpenID Connect Core 6.1: refusing beats ignoring, since the object may say something else than the parameters. */
    private static void requestObjectIsAbsent(AuthorizationRequest request) {
        if (request.parameter("request") != null) {
            throw request.error("request_not_supported", "Request objects are not supported.");
        }
    }

    /** RFC 6749 section 3.3. */
    private static void scopesAreRegistered(AuthorizationRequest request) {
        if (!request.client().getScopes().containsAll(request.scopes())) {
            throw request.error(OAuth2ErrorCodes.INVALID_SCOPE, "A requested scope is not allowed for this client.");
        }
        if (request.scopes().isEmpty()) {
            throw request.error(OAuth2ErrorCodes.INVALID_SCOPE, "At least one scope must be requested.");
        }
    }

    /** RFC 7636 section 4.4.1 and RFC 9700 section 2.1.1: S256, and nothing weaker. */
    private static void codeChallengeIsSound(AuthorizationRequest request) {
        String challenge = request.parameter(PkceParameterNames.CODE_CHALLENGE);
        String method = request.parameter(PkceParameterNames.CODE_CHALLENGE_METHOD);
        if (challenge == null) {
            if (method != null || request.client().getClientSettings().isRequireProofKey()) {
                throw request.error(OAuth2ErrorCodes.INVALID_REQUEST, "The parameter code_challenge is missing.");
            }
            return;
        }
        if (!"S256".equals(method)) {
            throw request.error(OAuth2ErrorCodes.INVALID_REQUEST, "Only code_challenge_method=S256 is supported.");
        }
        if (!CODE_CHALLENGE.matcher(challenge).matches()) {
            throw request.error(OAuth2ErrorCodes.INVALID_REQUEST, "The code_challenge is not a SHA-256 hash.");
        }
    }

    /** OpenID Connect Core 3.1.2.1: none stands alone. */
    private static void promptIsSound(AuthorizationRequest request) {
        Set<String> prompts = request.prompts();
        boolean unknown = !PROMPTS.containsAll(prompts);
        if (unknown || (prompts.contains("none") && prompts.size() > 1)) {
            throw request.error(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The prompt is unknown, or none is combined with another one.");
        }
    }

    /** OpenID Connect Core 3.1.2.1: seconds. */
    private static void maxAgeIsANumber(AuthorizationRequest request) {
        String maxAge = request.parameter("max_age");
        if (maxAge != null && !maxAge.matches("[0-9]{1,9}")) {
            throw request.error(OAuth2ErrorCodes.INVALID_REQUEST, "The max_age is not a number of seconds.");
        }
    }
}
