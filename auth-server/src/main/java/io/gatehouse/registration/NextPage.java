package io.gatehouse.registration;

import org.springframework.web.util.UriUtils;

/** A page that is told where to lead to afterwards. */
final class NextPage {

    private NextPage() {}

    /** The page's path, with the place behind it if there is one. */
    static String path(String page, String next) {
        String separator = page.contains("?") ? "&" : "?";
        return next.isEmpty() ? page : page + separator + "continue=" + UriUtils.encode(next, "UTF-8");
    }
}
