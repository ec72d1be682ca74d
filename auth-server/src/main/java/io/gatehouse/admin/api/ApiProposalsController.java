package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ChangeFacts;
import io.gatehouse.admin.approval.Proposal;
import io.gatehouse.admin.approval.ProposalService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Changes that wait for a second administrator, and what becomes of them. */
@Controller
@RequestMapping(ApiPaths.V1 + "/proposals")
final class ApiProposalsController {

    private final ProposalService proposals;
    private final ChangeFacts facts;
    private final ListQueries lists;

    ApiProposalsController(ProposalService proposals, ChangeFacts facts, ListQueries lists) {
        this.proposals = proposals;
        this.facts = facts;
        this.lists = lists;
    }

    /** What was decided, and the secret that came of it, for the only time. */
    record Decided(
            ProposalDocument proposal,
            @Example("null") @Nullable String clientSecret) {}

    @GetMapping
    @Requires(
            value = ServerPermission.PROPOSALS_READ,
            over = EVERYTHING,
            summary = "List changes that wait for a second administrator, or did",
            answers = ProposalDocument.class)
    Answer list(@Listed(Listing.PROPOSALS) ListQuery query, HttpServletRequest request) {
        Proposal.State state = query.value("state", Listing.Op.EQ, String.class)
                .map(Proposal.State::of)
                .orElse(null);
        UUID after = query.after().isEmpty()
                ? null
                : ObjectGuard.uuid(query.after().getFirst()).orElseThrow(Cursors::refused);
        List<Proposal> rows = proposals.page(state, after, query.limit() + 1);
        return lists.page(
                query, request, rows, this::document, row -> List.of(row.id().toString()));
    }

    @GetMapping("/{proposal}")
    @Requires(
            value = ServerPermission.PROPOSALS_READ,
            over = EVERYTHING,
            summary = "Read what waits, and what it would change",
            answers = ProposalDocument.class)
    Answer read(AdminProposal proposal) {
        return Answer.of(document(proposal.proposal()));
    }

    @PostMapping("/{proposal}/approve")
    @Requires(
            value = ServerPermission.PROPOSALS_DECIDE,
            over = EVERYTHING,
            does = Deed.DECIDE_PROPOSAL,
            summary = "Approve and make a change that somebody else proposed; a secret is shown this once",
            answers = Decided.class)
    Answer approve(AdminProposal proposal, Scoped scoped, Once once) {
        return once.run(() -> {
            UUID id = proposal.proposal().id();
            String secret = proposals.approve(id, scoped.caller().account()).orElse(null);
            return Answer.of(new Decided(now(id), secret));
        });
    }

    @PostMapping("/{proposal}/reject")
    @Requires(
            value = ServerPermission.PROPOSALS_DECIDE,
            over = EVERYTHING,
            does = Deed.DECIDE_PROPOSAL,
            summary = "Reject a change that somebody else proposed",
            answers = ProposalDocument.class)
    Answer reject(AdminProposal proposal, Scoped scoped, Once once) {
        return once.run(() -> {
            proposals.reject(proposal.proposal().id(), scoped.caller().account());
            return Answer.of(now(proposal.proposal().id()));
        });
    }

    @PostMapping("/{proposal}/withdraw")
    @Requires(
            value = ServerPermission.PROPOSALS_DECIDE,
            over = EVERYTHING,
            does = Deed.WITHDRAW_PROPOSAL,
            summary = "Take one's own proposal back",
            answers = ProposalDocument.class)
    Answer withdraw(AdminProposal proposal, Scoped scoped, Once once) {
        return once.run(() -> {
            proposals.withdraw(proposal.proposal().id(), scoped.caller().account());
            return Answer.of(now(proposal.proposal().id()));
        });
    }

    private ProposalDocument now(UUID id) {
        return document(proposals.find(id).orElseThrow(ApiRefusal::notFound));
    }

    private ProposalDocument document(Proposal proposal) {
        return ProposalDocument.of(proposal, facts);
    }
}
