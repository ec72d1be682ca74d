package io.gatehouse.admin.api;

import io.gatehouse.shared.GatehouseProperties;

/** Where the API lives below the issuer. */
final class ApiPaths {

    static final String ROOT = "/admin/api";
    static final String V1 = ROOT + "/v1";
    static final String EVERYTHING = ROOT + "/**";
    /** RFC 9728 section 3.1: the well-known part stands before the path of the resource. */
    static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource" + ROOT;

    private ApiPaths() {}

    /** The API's own resource identifier (RFC 8707 section 2), the audience of its tokens. */
    static String resource(GatehouseProperties server) {
        return server.url(ROOT);
    }
}
