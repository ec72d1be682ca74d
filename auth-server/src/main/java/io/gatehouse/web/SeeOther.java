package io.gatehouse.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The answer to a form that was accepted: 303 to the next page, so that a reload sends nothing twice (RFC 9110 section 15.4.4). */
public final class SeeOther {

    private SeeOther() {}

    /** To a path of this server, or to an address that the caller has checked; encoded already. */
    public static ResponseEntity<Void> to(String location) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }

    /** The same for a handler that otherwise shows a page. */
    public static ModelAndView page(String path) {
        RedirectView view = new RedirectView(path, true, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return new ModelAndView(view);
    }
}
