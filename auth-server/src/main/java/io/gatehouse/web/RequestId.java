package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The short random name of a request, as it stands in the log, in the answer's header and in the audit trail. */
public final class RequestId {

    private RequestId() {}

    /** The name, or null when the request did not pass the server's filters. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(RequestIdFilter.ATTRIBUTE);
    }
}
