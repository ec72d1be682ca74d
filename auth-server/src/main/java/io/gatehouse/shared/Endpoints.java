package io.gatehouse.protocol;

/** The paths of the protocol endpoints below the issuer; discovery and the filter chains read them from here. */
final class Endpoints {

    static final String AUTHORIZE = "/oauth2/authorize";
    static final String TOKEN = "/oauth2/token";
    static final String INTROSPECT = "/oauth2/introspect";
    static final String REVOKE = "/oauth2/revoke";
    static final String USERINFO = "/oauth2/userinfo";
    static final String JWKS = "/oauth2/jwks";
    static final String LOGOUT = "/oauth2/logout";
    static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";
    static final String OIDC_METADATA = "/.well-known/openid-configuration";

    private Endpoints() {}
}
