package io.gatehouse.registration;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/** The answer to a form that was accepted: 303 to a page of this server, so that a reload sends nothing twice. */
final class SeeOther {

    private SeeOther() {}

    static RedirectView page(String path) {
        RedirectView view = new RedirectView(path, true, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

    /** A page that is told where to lead to afterwards. */
    static RedirectView page(String path, String next) {
        String separator = path.contains("?") ? "&" : "?";
        return page(next.isEmpty() ? path : path + separator + "continue=" + UriUtils.encode(next, "UTF-8"));
    }
}
