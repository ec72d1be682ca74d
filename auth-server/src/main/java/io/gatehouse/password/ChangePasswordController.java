package io.gatehouse.password;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a signed-in person changes their password. */
@Controller
final class ChangePasswordController {

    static final String PATH = "/account/password";

    private static final String VIEW = "password/change";

    private final PasswordChanges changes;
    private final PasswordService passwords;
    private final PasswordFields fields;
    private final SessionService sessions;

    ChangePasswordController(
            PasswordChanges changes, PasswordService passwords, PasswordFields fields, SessionService sessions) {
        this.changes = changes;
        this.passwords = passwords;
        this.fields = fields;
        this.sessions = sessions;
    }

    @GetMapping(PATH)
    ModelAndView form(@RequestParam(required = false) @Nullable String changed, HttpServletRequest request) {
        ModelAndView page = page(session(request), List.of(), HttpStatus.OK);
        page.addObject("changed", changed != null);
        return page;
    }

    @PostMapping(PATH)
    Object change(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String keep,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        SsoSession session = session(request);
        KeptAccess kept = keep == null ? KeptAccess.only(session.sid()) : KeptAccess.all();
        return switch (changes.change(session.accountId(), current, password, kept, locale)) {
            case PasswordChanges.Done done -> {
                sessions.renewCookie(request, response);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(PATH + "?changed"))
                        .build();
            }
            case PasswordChanges.WrongPassword wrong -> {
                ModelAndView page = page(session, List.of(), HttpStatus.BAD_REQUEST);
                page.addObject("wrong", true);
                yield page;
            }
            case PasswordChanges.Refused refused -> page(session, refused.broken(), HttpStatus.BAD_REQUEST);
        };
    }

    private ModelAndView page(SsoSession session, List<PasswordAdvice> broken, HttpStatus status) {
        ModelAndView page = new ModelAndView(VIEW, status);
        page.addObject("field", fields.show(changes.person(session.accountId()), broken));
        page.addObject("email", session.email());
        page.addObject("hasPassword", passwords.exists(session.accountId()));
        page.addObject("wrong", false);
        page.addObject("changed", false);
        return page;
    }

    private SsoSession session(HttpServletRequest request) {
        return sessions.current(request)
                .orElseThrow(() -> new GatehouseException(ErrorCode.CONFLICT, "The session ended meanwhile"));
    }
}
