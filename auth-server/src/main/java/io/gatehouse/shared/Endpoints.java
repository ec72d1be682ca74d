package io.gatehouse.shared;

/** The paths of the protocol endpoints below the issuer: written down once, for discovery and whoever answers there. */
public final class Endpoints {

    public static final String AUTHORIZE = "/oauth2/authorize";
    public static final String TOKEN = "/oauth2/token";
    public static final String INTROSPECT = "/oauth2/introspect";
    public static final String REVOKE = "/oauth2/revoke";
    public static final String USERINFO = "/oauth2/userinfo";
    public static final String JWKS = "/oauth2/jwks";
    public static final String LOGOUT = "/oauth2/logout";
    public static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";
    public static final String OIDC_METADATA = "/.well-known/openid-configuration";

    private Endpoints() {}
}
