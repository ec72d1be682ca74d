package io.gatehouse.demo.settings;

/**
 * One of the two apps in this process, as the issuer knows it.
 *
 * @param key short name, also the key of its part of the session
 * @param home path of its first page
 * @param authentication how it proves its identity at the token endpoint (OpenID Connect Core 1.0 section 9)
 */
public record App(
        String key,
        String title,
        String clientId,
        String secret,
        Authentication authentication,
        String scopes,
        String home,
        String redirectUri,
        String signedOutUri) {

    /** The two ways in which these apps send their secret. */
    public enum Authentication {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST
    }

    @Override
    public String toString() {
        return "App[" + key + ", clientId=" + clientId + "]";
    }
}
