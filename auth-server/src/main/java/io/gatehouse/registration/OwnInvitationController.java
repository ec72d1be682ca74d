package io.gatehouse.registration;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Accepting as somebody who has an account. The session is the proof of who they are, so that the page needs no token: an
 * invitation for another address is not there.
 */
@Controller
@RequestMapping(OwnInvitationController.PATH)
final class OwnInvitationController {

    static final String PATH = "/account/invitation";

    private final InvitationAcceptance acceptance;
    private final InvitationPages pages;
    private final SessionService sessions;

    OwnInvitationController(InvitationAcceptance acceptance, InvitationPages pages, SessionService sessions) {
        this.acceptance = acceptance;
        this.pages = pages;
        this.sessions = sessions;
    }

    @GetMapping
    ModelAndView look(@RequestParam(defaultValue = "") String id, HttpServletRequest request) {
        return own(id, request)
                .map(invitation -> new ModelAndView("registration/invitation-own", pages.model(invitation))
                        .addObject("id", invitation.id().toString()))
                .orElseGet(InvitationPages::dead);
    }

    @PostMapping
    ModelAndView accept(@RequestParam(defaultValue = "") String id, HttpServletRequest request) {
        SsoSession session = sessions.current(request).orElse(null);
        Invitation invitation = own(id, request).orElse(null);
        if (session == null || invitation == null) {
            Optional<UUID> wanted = uuid(id);
            if (session != null && wanted.isPresent()) {
                acceptance.refuse(wanted.get(), session.accountId());
            }
            return InvitationPages.dead();
        }
        return switch (acceptance.acceptAs(session.accountId(), invitation)) {
            case InvitationAcceptance.Accepted accepted -> SeeOther.page("/account");
            case InvitationAcceptance.Dead dead -> InvitationPages.dead();
            case InvitationAcceptance.Broken gone -> InvitationPages.broken();
        };
    }

    private Optional<Invitation> own(String id, HttpServletRequest request) {
        return sessions.current(request)
                .flatMap(session -> uuid(id).flatMap(known -> acceptance.lookAs(session.accountId(), known)));
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
