package io.gatehouse.audit;

import io.gatehouse.web.ClientAddress;
import io.gatehouse.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the request being answered by this thread tells about its sender; nothing outside of requests. */
record RequestFacts(
        @Nullable String address,
        String userAgent,
        @Nullable String requestId,
        boolean inRequest) {

    private static final int LONGEST_USER_AGENT = 255;
    static final RequestFacts NONE = new RequestFacts(null, "", null, false);

    static RequestFacts current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return NONE;
        }
        HttpServletRequest request = attributes.getRequest();
        return new RequestFacts(ClientAddress.of(request).text(), userAgent(request), RequestId.of(request), true);
    }

    private static String userAgent(HttpServletRequest request) {
        String header = request.getHeader("User-Agent");
        if (header == null) {
            return "";
        }
        String clean = header.replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), LONGEST_USER_AGENT));
    }
}
