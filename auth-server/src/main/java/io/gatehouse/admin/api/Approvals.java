package io.gatehouse.admin.api;

import io.gatehouse.admin.approval.ChangeFacts;
import io.gatehouse.admin.approval.ProposalService;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Does what a request asks for, or answers 202 with where it waits for a second administrator. */
@Component
final class Approvals {

    /** The query parameter that tells the second administrator why. */
    static final String REASON = "reason";

    private final ProposalService proposals;
    private final ChangeFacts facts;

    Approvals(ProposalService proposals, ChangeFacts facts) {
        this.proposals = proposals;
        this.facts = facts;
    }

    Answer submit(Scoped scoped, HttpServletRequest request, ProposedChange change, Supplier<Answer> direct) {
        String reason = Objects.requireNonNullElse(request.getParameter(REASON), "");
        ProposalService.Outcome<Answer> outcome =
                proposals.submit(scoped.caller().actor(), change, reason, direct);
        Answer done = outcome.done();
        if (done != null) {
            return done;
        }
        ProposalDocument document = ProposalDocument.of(Objects.requireNonNull(outcome.proposal()), facts);
        return new Answer(202, Map.of("Location", document.path()), document);
    }
}
