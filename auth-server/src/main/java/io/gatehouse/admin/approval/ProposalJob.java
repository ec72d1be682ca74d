package io.gatehouse.admin.approval;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends proposals that nobody decided in time, and forgets old ones. */
@Component
final class ProposalJob {

    private final ProposalService proposals;

    ProposalJob(ProposalService proposals) {
        this.proposals = proposals;
    }

    @Scheduled(initialDelay = 3, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void tidy() {
        proposals.tidy();
    }
}
