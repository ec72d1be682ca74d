package io.gatehouse.demo.signin;

import java.util.Map;

/** The error codes of RFC 6749 and OpenID Connect in plain words. */
public final class ErrorCodes {

    private static final Map<String, String> EXPLANATIONS = Map.ofEntries(
            Map.entry("access_denied", "You, or a rule of the provider, said no. The app got nothing."),
            Map.entry(
                    "login_required",
                    "The app asked not to show a sign-in page (prompt=none), but nobody is signed in at the provider."),
            Map.entry(
                    "consent_required",
                    "The app asked not to show any page (prompt=none), but the provider needs your consent first."),
            Map.entry(
                    "interaction_required",
                    "The app asked not to show any page (prompt=none), but the provider has a question for you."),
            Map.entry("account_selection_required", "The provider needs to know which account to use."),
            Map.entry(
                    "unmet_authentication_requirements",
                    "The app asked for a stronger sign-in than the provider could do for this account."),
            Map.entry("invalid_request", "The provider found the request incomplete or malformed."),
            Map.entry("invalid_scope", "The app asked for a scope that it may not have."),
            Map.entry("unauthorized_client", "This app is not registered for this flow."),
            Map.entry("unsupported_response_type", "The provider does not offer this kind of answer."),
            Map.entry(
                    "invalid_client",
                    "The provider did not accept the app's id and secret. Check DEMO_…_CLIENT_SECRET."),
            Map.entry("invalid_grant", "The code or refresh token is used up, expired or revoked."),
            Map.entry("server_error", "Something broke at the provider."),
            Map.entry("temporarily_unavailable", "The provider is busy. Try again in a moment."));

    private ErrorCodes() {}

    public static String title(String code) {
        return switch (code) {
            case "access_denied" -> "Access was denied";
            case "login_required" -> "Nobody is signed in yet";
            case "consent_required" -> "Your consent is needed";
            default -> "The provider refused";
        };
    }

    public static String explanation(String code) {
        return EXPLANATIONS.getOrDefault(code, "The provider answered with an error that this app does not know.");
    }
}
