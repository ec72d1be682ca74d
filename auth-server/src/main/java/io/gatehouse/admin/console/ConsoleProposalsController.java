package io.gatehouse.admin.console;

import io.gatehouse.access.GroupService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ChangeFacts;
import io.gatehouse.admin.approval.Proposal;
import io.gatehouse.admin.approval.ProposalService;
import io.gatehouse.shared.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes that wait for a second administrator: what they would change, and what is decided. */
@Controller
@RequestMapping("/admin/proposals")
final class ConsoleProposalsController {

    private final ProposalService proposals;
    private final ChangeFacts facts;
    private final GroupService groups;
    private final ConsoleGuard guard;

    ConsoleProposalsController(ProposalService proposals, ChangeFacts facts, GroupService groups, ConsoleGuard guard) {
        this.proposals = proposals;
        this.facts = facts;
        this.groups = groups;
        this.guard = guard;
    }

    /** A line of the list. */
    record Row(String id, String action, String state, String by, Moment at, Moment expires) {}

    /** What has a name of its own in every language; members of applications are called as in the API. */
    private static final Set<String> NAMED = Set.of(
            "person",
            "roles",
            "role",
            "group",
            "group_roles",
            "within_group",
            "permissions",
            "members",
            "key",
            "at_once",
            "client",
            "overlap_seconds",
            "from",
            "until");

    /** A line of the comparison; people and groups by their names. */
    record Line(String name, boolean named, @Nullable String before, String after) {}

    @GetMapping
    @Needs(value = ServerPermission.PROPOSALS_READ, over = Needs.Over.EVERYTHING)
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        List<Proposal> found = proposals.page(
                all ? null : Proposal.State.WAITING, ConsoleGuard.uuid(after).orElse(null), Paging.SIZE + 1);
        model.addAttribute(
                "proposals",
                Paging.of(found, one -> row(one, viewer), one -> one.id().toString()));
        model.addAttribute("all", all);
        return "console/proposals";
    }

    private Row row(Proposal one, Viewer viewer) {
        return new Row(
                one.id().toString(),
                one.action().code(),
                one.state().code(),
                name(one.proposedBy(), viewer),
                viewer.moment(one.proposedAt()),
                viewer.moment(one.expiresAt()));
    }

    @GetMapping("/proposal")
    @Needs(value = ServerPermission.PROPOSALS_READ, over = Needs.Over.EVERYTHING)
    String proposal(Viewer viewer, @RequestParam(defaultValue = "") String id, Model model) {
        Proposal one = find(id);
        boolean waiting =
                one.state() == Proposal.State.WAITING && one.expiresAt().isAfter(viewer.now());
        boolean own = one.proposedBy().equals(viewer.id());
        boolean decides = waiting && viewer.mayAll(ServerPermission.PROPOSALS_DECIDE);
        model.addAttribute("proposal", row(one, viewer));
        model.addAttribute("reason", one.reason());
        model.addAttribute(
                "lines",
                facts.of(one.change()).stream()
                        .map(fact -> line(fact, waiting, viewer))
                        .toList());
        model.addAttribute(
                "decidedBy",
                Optional.ofNullable(one.decidedBy()).map(by -> name(by, viewer)).orElse(null));
        model.addAttribute("decidedAt", viewer.momentOrNull(one.decidedAt()));
        model.addAttribute("decides", decides && !own);
        model.addAttribute("withdraws", decides && own);
        return "console/proposal";
    }

    private Line line(ChangeFacts.Fact fact, boolean waiting, Viewer viewer) {
        Optional<UUID> id = ConsoleGuard.uuid(fact.after());
        String after = switch (fact.name()) {
            case "person" ->
                id.map(AccountId::new).map(person -> name(person, viewer)).orElse(fact.after());
            case "group", "within_group" ->
                id.map(group -> PersonRights.path(groups, group)).orElse(fact.after());
            default -> fact.after();
        };
        return new Line(fact.name(), NAMED.contains(fact.name()), waiting ? fact.before() : null, after);
    }

    private String name(AccountId account, Viewer viewer) {
        return guard.seen(viewer, account)
                .map(entry -> GuardedPerson.name(entry.account()))
                .orElse(account.toString());
    }

    /** The page after a new secret shows it, this once. */
    @PostMapping("/proposal/approve")
    @Needs(
            value = ServerPermission.PROPOSALS_DECIDE,
            over = Needs.Over.EVERYTHING,
            does = Deed.DECIDE_PROPOSAL,
            formAbove = true)
    Object approve(Viewer viewer, @RequestParam(defaultValue = "") String id, Model model) {
        Proposal one = find(id);
        Optional<String> secret = proposals.approve(one.id(), viewer.id());
        if (secret.isEmpty()) {
            return Done.APPROVED.at(ConsoleApprovals.path(one));
        }
        model.addAttribute("secret", secret.get());
        return "console/approved-secret";
    }

    @PostMapping("/proposal/reject")
    @Needs(
            value = ServerPermission.PROPOSALS_DECIDE,
            over = Needs.Over.EVERYTHING,
            does = Deed.DECIDE_PROPOSAL,
            formAbove = true)
    Object reject(Viewer viewer, @RequestParam(defaultValue = "") String id) {
        Proposal one = find(id);
        proposals.reject(one.id(), viewer.id());
        return Done.REJECTED.at(ConsoleApprovals.path(one));
    }

    @PostMapping("/proposal/withdraw")
    @Needs(value = ServerPermission.PROPOSALS_DECIDE, over = Needs.Over.EVERYTHING, does = Deed.WITHDRAW_PROPOSAL)
    Object withdraw(Viewer viewer, @RequestParam(defaultValue = "") String id) {
        Proposal one = find(id);
        proposals.withdraw(one.id(), viewer.id());
        return Done.WITHDRAWN.at(ConsoleApprovals.path(one));
    }

    private Proposal find(String id) {
        return ConsoleGuard.uuid(id).flatMap(proposals::find).orElseThrow(ConsoleInterceptor::nothing);
    }
}
