package io.gatehouse.admin.api;

import io.gatehouse.admin.approval.ChangeFacts;
import io.gatehouse.admin.approval.Proposal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that waits for a second administrator, or did, in the API. */
record ProposalDocument(
        @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") String id,

        @Example("\"/admin/api/v1/proposals/019aa0f2-7c00-7000-8000-0123456789ab\"")
        String path,

        @Example("\"rotate_key\"") String action,

        @Example("[{\"name\": \"key\", \"before\": null, \"after\": \"k1\"}]")
        List<FactDocument> changes,

        @Example("\"The key was on a lost disk\"") String reason,
        @Example("\"waiting\"") String state,

        @Example("\"019aa0f2-7c00-7000-8000-0123456789ac\"") String proposedBy,

        @Example("\"2026-01-31T12:00:00Z\"") String proposedAt,
        @Example("\"2026-02-01T12:00:00Z\"") String expiresAt,
        @Example("null") @Nullable String decidedBy,
        @Example("null") @Nullable String decidedAt) {

    /** What the change is about, or, with a before, what would be different. */
    record FactDocument(
            @Example("\"roles\"") String name,
            @Example("\"support\"") @Nullable String before,
            @Example("\"admin, support\"") String after) {}

    static ProposalDocument of(Proposal proposal, ChangeFacts facts) {
        boolean waiting = proposal.state() == Proposal.State.WAITING;
        return new ProposalDocument(
                proposal.id().toString(),
                ApiPaths.V1 + "/proposals/" + proposal.id(),
                proposal.action().code(),
                facts.of(proposal.change()).stream()
                        .map(fact -> new FactDocument(fact.name(), waiting ? fact.before() : null, fact.after()))
                        .toList(),
                proposal.reason(),
                proposal.state().code(),
                proposal.proposedBy().toString(),
                proposal.proposedAt().toString(),
                proposal.expiresAt().toString(),
                text(proposal.decidedBy()),
                text(proposal.decidedAt()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
