package io.gatehouse.admin.console;

import io.gatehouse.access.Gift;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.InvitationAdministration;
import io.gatehouse.registration.Invitation;
import io.gatehouse.registration.InvitationDraft;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.registration.InvitationStatus;
import io.gatehouse.web.Languages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Invitations: who was asked to join, by whom, and what became of it. */
@Controller
@RequestMapping("/admin/invitations")
final class ConsoleInvitationsController {

    private static final String PATH = "/admin/invitations";

    private final InvitationService invitations;
    private final InvitationAdministration reachable;
    private final GroupService groups;
    private final ConsoleGuard guard;
    private final Choices choices;

    ConsoleInvitationsController(
            InvitationService invitations,
            InvitationAdministration reachable,
            GroupService groups,
            ConsoleGuard guard,
            Choices choices) {
        this.invitations = invitations;
        this.reachable = reachable;
        this.groups = groups;
        this.guard = guard;
        this.choices = choices;
    }

    /** A line of the list. */
    record Row(
            String path,
            String email,
            String status,
            String gives,
            String by,
            Moment sent,
            Moment ends,
            @Nullable String person,
            boolean open) {}

    /** What the form for a new one holds. */
    record Form(
            @Nullable String email,
            @Nullable String message,
            @Nullable String language,
            @Nullable Integer days,
            @Nullable List<String> role,
            @Nullable List<String> group) {

        static Form empty(Duration lifetime, Locale locale) {
            return new Form("", "", locale.getLanguage(), (int) Math.max(1, lifetime.toDays()), List.of(), List.of());
        }

        Optional<EmailAddress> address() {
            try {
                return Optional.of(EmailAddress.parse(email == null ? "" : email));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        Set<String> roles() {
            return role == null ? Set.of() : Set.copyOf(role);
        }

        List<String> into() {
            return group == null ? List.of() : group;
        }
    }

    @GetMapping
    @Needs(value = ServerPermission.INVITATIONS_READ, over = Needs.Over.REACH)
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        InvitationStatus wanted = Stream.of(InvitationStatus.values())
                .filter(one -> one.code().equals(status))
                .findFirst()
                .orElse(null);
        List<Invitation> found = reachable.list(
                new InvitationAdministration.Wanted(
                        wanted, null, true, ConsoleGuard.uuid(after).orElse(null), Paging.SIZE + 1),
                viewer.authorities().reach(ServerPermission.INVITATIONS_READ));
        model.addAttribute(
                "invitations",
                Paging.of(found, one -> row(one, viewer), one -> one.id().toString()));
        model.addAttribute("status", wanted == null ? "" : wanted.code());
        model.addAttribute(
                "states",
                Stream.of(InvitationStatus.values()).map(InvitationStatus::code).toList());
        model.addAttribute("write", viewer.may(ServerPermission.INVITATIONS_WRITE));
        return "console/invitations";
    }

    @GetMapping("/new")
    @Needs(value = ServerPermission.INVITATIONS_WRITE, over = Needs.Over.REACH, does = Deed.INVITE)
    ModelAndView form(Viewer viewer) {
        return form(viewer, Form.empty(invitations.lifetime(), viewer.locale()), HttpStatus.OK);
    }

    @PostMapping("/new")
    @Needs(value = ServerPermission.INVITATIONS_WRITE, over = Needs.Over.REACH, does = Deed.INVITE)
    Object send(Viewer viewer, Form form) {
        EmailAddress email = form.address().orElse(null);
        if (email == null) {
            return form(viewer, form, HttpStatus.BAD_REQUEST);
        }
        Set<UUID> into = form.into().stream()
                .map(id -> guard.group(id, viewer, ServerPermission.INVITATIONS_WRITE)
                        .group()
                        .id())
                .collect(Collectors.toSet());
        Integer days = form.days();
        invitations.send(
                viewer.id(),
                new InvitationDraft(
                        email,
                        new Gift(form.roles(), into),
                        form.message() == null ? "" : form.message(),
                        Languages.best(form.language()).orElse(viewer.locale()),
                        days == null ? null : Duration.ofDays(days)));
        return Done.INVITATION_SENT.at(PATH);
    }

    @GetMapping("/{invitation}/resend")
    @Needs(value = ServerPermission.INVITATIONS_WRITE, over = Needs.Over.REACH, does = Deed.INVITE)
    String askResend(GuardedInvitation invitation, Model model) {
        Invitation one = invitation.invitation();
        return new Confirmation("resend", one.email().value(), PATH + "/" + one.id() + "/resend", PATH)
                .page(List.of("1", "2"), model);
    }

    @PostMapping("/{invitation}/resend")
    @Needs(value = ServerPermission.INVITATIONS_WRITE, over = Needs.Over.REACH, does = Deed.INVITE)
    ResponseEntity<Void> resend(Viewer viewer, GuardedInvitation invitation) {
        invitations.resend(viewer.id(), invitation.invitation().id());
        return Done.INVITATION_SENT.at(PATH);
    }

    @PostMapping("/{invitation}/withdraw")
    @Needs(value = ServerPermission.INVITATIONS_WRITE, over = Needs.Over.REACH, does = Deed.WITHDRAW_INVITATION)
    ResponseEntity<Void> withdraw(GuardedInvitation invitation) {
        invitations.withdraw(invitation.invitation().id());
        return Done.INVITATION_WITHDRAWN.at(PATH);
    }

    private ModelAndView form(Viewer viewer, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView("console/invitation", status);
        page.addObject("form", form);
        page.addObject("chosenGroups", form.into());
        page.addObject("chosenRoles", form.roles());
        page.addObject("wrong", !status.is2xxSuccessful());
        page.addObject("allRoles", viewer.may(ServerPermission.ROLES_ASSIGN) ? choices.roles() : List.of());
        page.addObject("places", choices.groups(viewer, ServerPermission.INVITATIONS_WRITE));
        return page;
    }

    private Row row(Invitation one, Viewer viewer) {
        InvitationStatus status = one.status(viewer.now());
        Stream<String> into = one.gift().groups().stream()
                .flatMap(id -> groups.find(id).stream())
                .map(Group::name)
                .sorted();
        String gives = Stream.concat(into, one.gift().roles().stream().sorted()).collect(Collectors.joining(", "));
        String person = Optional.ofNullable(one.ended().acceptedBy())
                .flatMap(account -> guard.seen(viewer, account))
                .map(entry -> entry.account().id().toString())
                .orElse(null);
        return new Row(
                PATH + "/" + one.id(),
                one.email().value(),
                status.code(),
                gives,
                invitations.inviterOf(one),
                viewer.moment(one.times().sentAt()),
                viewer.moment(one.times().expiresAt()),
                person,
                status == InvitationStatus.PENDING || status == InvitationStatus.EXPIRED);
    }
}
