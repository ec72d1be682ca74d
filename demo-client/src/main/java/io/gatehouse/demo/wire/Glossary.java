package io.gatehouse.demo.wire;

import java.util.Locale;
import java.util.Map;

/** What parameters, claims and headers are for, in a word or two. */
final class Glossary {

    private static final Map<String, String> REQUEST = Map.ofEntries(
            Map.entry("response_type", "ask for a code"),
            Map.entry("client_id", "which app"),
            Map.entry("client_secret", "the app's password"),
            Map.entry("redirect_uri", "where to come back to"),
            Map.entry("scope", "what is asked for or granted"),
            Map.entry("state", "ties the answer to this browser"),
            Map.entry("nonce", "ties the ID token to this sign-in"),
            Map.entry("code_challenge", "hash of the PKCE secret"),
            Map.entry("code_challenge_method", "how it was hashed"),
            Map.entry("code_verifier", "the PKCE secret itself"),
            Map.entry("prompt", "what the provider must ask"),
            Map.entry("max_age", "oldest sign-in accepted, in seconds"),
            Map.entry("acr_values", "how strong the sign-in should be"),
            Map.entry("login_hint", "who probably signs in"),
            Map.entry("grant_type", "what is traded for a token"),
            Map.entry("code", "one-time code"),
            Map.entry("refresh_token", "gets new access tokens"),
            Map.entry("access_token", "opens the API"),
            Map.entry("id_token", "says who signed in"),
            Map.entry("id_token_hint", "whose session to end"),
            Map.entry("token", "the token in question"),
            Map.entry("token_type_hint", "which kind of token"),
            Map.entry("post_logout_redirect_uri", "where to come back to"),
            Map.entry("error", "what went wrong"),
            Map.entry("error_description", "the same in words"),
            Map.entry("authorization", "who is calling"),
            Map.entry("accept", "formats understood"),
            Map.entry("content-type", "format of the body"),
            Map.entry("www-authenticate", "what is missing"),
            Map.entry("cache-control", "who may keep a copy"),
            Map.entry("location", "where to go next"));
    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("alg", "signature algorithm"),
            Map.entry("kid", "which key signed"),
            Map.entry("typ", "kind of token"),
            Map.entry("iss", "who issued it"),
            Map.entry("sub", "who it is about"),
            Map.entry("aud", "who it is for"),
            Map.entry("azp", "which app asked"),
            Map.entry("exp", "valid until"),
            Map.entry("iat", "issued at"),
            Map.entry("nbf", "not valid before"),
            Map.entry("jti", "serial number"),
            Map.entry("auth_time", "when the person signed in"),
            Map.entry("acr", "strength of the sign-in"),
            Map.entry("amr", "how the person signed in"),
            Map.entry("sid", "sign-in session"),
            Map.entry("at_hash", "ties it to the access token"),
            Map.entry("c_hash", "ties it to the code"),
            Map.entry("s_hash", "ties it to the state"),
            Map.entry("name", "full name"),
            Map.entry("given_name", "first name"),
            Map.entry("family_name", "last name"),
            Map.entry("preferred_username", "user name"),
            Map.entry("email", "e-mail address"),
            Map.entry("email_verified", "address was checked"),
            Map.entry("phone_number", "phone"),
            Map.entry("address", "postal address"),
            Map.entry("locale", "language"),
            Map.entry("zoneinfo", "time zone"),
            Map.entry("picture", "photo"),
            Map.entry("updated_at", "profile last changed"),
            Map.entry("roles", "roles of the person"),
            Map.entry("groups", "groups of the person"),
            Map.entry("cnf", "key the token is bound to"),
            Map.entry("act", "who acts for the person"));

    private Glossary() {}

    static String meaning(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String claim = CLAIMS.get(lower);
        return claim != null ? claim : REQUEST.getOrDefault(lower, "");
    }
}
