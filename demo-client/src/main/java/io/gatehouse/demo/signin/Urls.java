package io.gatehouse.demo.signin;

import io.gatehouse.demo.wire.Call;
import java.net.URI;
import java.util.Map;

/** Adds parameters to an endpoint, which may have some of its own (RFC 6749 section 3.1). */
final class Urls {

    private Urls() {}

    static String with(URI endpoint, Map<String, String> parameters) {
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return endpoint + separator + Call.encode(parameters);
    }
}
