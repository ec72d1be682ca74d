package io.gatehouse.admin.console;

import io.gatehouse.admin.approval.Proposal;
import io.gatehouse.admin.approval.ProposalService;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Does what a form asks for, or shows where it waits for a second administrator. */
@Component
final class ConsoleApprovals {

    private final ProposalService proposals;

    ConsoleApprovals(ProposalService proposals) {
        this.proposals = proposals;
    }

    /** What the direct change answers, a view or a response; or the way to the proposal. */
    Object submit(Viewer viewer, HttpServletRequest request, ProposedChange change, Supplier<Object> direct) {
        String reason = Objects.requireNonNullElse(request.getParameter("reason"), "");
        ProposalService.Outcome<Object> outcome = proposals.submit(viewer.actor(), change, reason, direct);
        Object done = outcome.done();
        return done == null ? Done.PROPOSED.at(path(Objects.requireNonNull(outcome.proposal()))) : done;
    }

    static String path(Proposal proposal) {
        return "/admin/proposals/proposal?id=" + proposal.id();
    }
}
