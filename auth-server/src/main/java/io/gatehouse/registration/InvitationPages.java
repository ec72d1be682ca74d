package io.gatehouse.registration;

import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.session.SsoSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What all pages about an invitation show: who invites, whom, and into what. */
@Component
final class InvitationPages {

    private final InvitationAcceptance acceptance;
    private final GroupService groups;

    InvitationPages(InvitationAcceptance acceptance, GroupService groups) {
        this.acceptance = acceptance;
        this.groups = groups;
    }

    Map<String, Object> model(Invitation invitation) {
        Map<String, Object> model = new HashMap<>();
        model.put("invited", invitation.email().value());
        model.put("inviter", acceptance.inviterOf(invitation));
        model.put("roles", invitation.gift().roles().stream().sorted().toList());
        model.put("groups", names(invitation.gift().groups()));
        return model;
    }

    private List<String> names(Collection<UUID> ids) {
        return ids.stream()
                .flatMap(id -> groups.find(id).stream())
                .map(Group::name)
                .sorted()
                .toList();
    }

    /** For somebody who has an account: they have to sign in to it. */
    ModelAndView signIn(Invitation invitation) {
        Map<String, Object> model = model(invitation);
        model.put("place", OwnInvitationController.PATH + "?id=" + invitation.id());
        return new ModelAndView("registration/invitation-sign-in", model);
    }

    /** For a browser in which somebody else is signed in. */
    static ModelAndView other(Invitation invitation, SsoSession session) {
        return new ModelAndView(
                "registration/invitation-other",
                Map.of("invited", invitation.email().value(), "present", session.email()),
                HttpStatus.FORBIDDEN);
    }

    /** One page for forged, expired, used, withdrawn and replaced links. */
    static ModelAndView dead() {
        return new ModelAndView("registration/invitation-dead", Map.of(), HttpStatus.BAD_REQUEST);
    }

    static ModelAndView broken() {
        return new ModelAndView("registration/invitation-broken", Map.of(), HttpStatus.FORBIDDEN);
    }
}
