package io.gatehouse.admin.approval;

import io.gatehouse.TestServer;

/** What the job does, for tests of other rooms. */
public final class TestProposals {

    private TestProposals() {}

    public static void tidy(TestServer server) {
        server.bean(ProposalJob.class).tidy();
    }
}
