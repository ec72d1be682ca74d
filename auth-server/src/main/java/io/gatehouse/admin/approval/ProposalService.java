package io.gatehouse.admin.approval;

import io.gatehouse.access.Actor;
import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.access.GroupService;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes that need a second administrator: proposing, deciding, and making them in the transaction of the decision. */
@Service
public final class ProposalService {

    static final Duration KEEP = Duration.ofDays(90);

    private static final int MOST_WAITING = 50;
    private static final int LONGEST_REASON = 500;

    private final JdbcProposals proposals;
    private final ChangeRunner runner;
    private final Surroundings surroundings;
    private final FourEyesProperties properties;
    private final Clock clock;

    ProposalService(
            JdbcProposals proposals,
            ChangeRunner runner,
            Surroundings surroundings,
            FourEyesProperties properties,
            Clock clock) {
        this.proposals = proposals;
        this.runner = runner;
        this.surroundings = surroundings;
        this.properties = properties;
        this.clock = clock;
    }

    /** What the house gives to this room. */
    @Component
    record Surroundings(AdminTrail trail, GroupService groups, PlatformTransactionManager transactions) {}

    /**
     * What a change came to.
     *
     * @param done what the direct change returned, or null when it has to wait
     */
    public record Outcome<T>(@Nullable T done, @Nullable Proposal proposal) {}

    /**
     * Makes the change, or keeps it as a proposal where nothing but a second person is missing: it is tried as a whole first,
     * and undone, so that nobody proposes what they could not do.
     */
    public <T> Outcome<T> submit(Actor actor, ProposedChange change, String reason, Supplier<T> direct) {
        TransactionTemplate tried = new TransactionTemplate(surroundings.transactions());
        // a savepoint, so that what was tried leaves nothing behind in a transaction that goes on
        tried.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        try {
            return new Outcome<>(tried.execute(status -> direct.get()), null);
        } catch (GatehouseException refused) {
            AccountId by = actor.account();
            if (refused.code() != ErrorCode.SECOND_PERSON_NEEDED || by == null) {
                throw refused;
            }
            return new Outcome<>(null, propose(by, change, reason.strip()));
        }
    }

    private Proposal propose(AccountId by, ProposedChange change, String reason) {
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "a reason of more than 500 characters, or not text");
        }
        Instant now = clock.instant();
        Proposal proposal = new Proposal(
                UuidV7.next(clock),
                change,
                reason,
                by,
                now,
                now.plus(properties.proposalLifetime()),
                Proposal.State.WAITING,
                null,
                null);
        return surroundings.trail().within(() -> {
            if (!proposals.insert(proposal, MOST_WAITING)) {
                throw new GatehouseException(ErrorCode.CONFLICT, by + " has too many proposals waiting");
            }
            record(
                    AuditAction.APPROVAL_REQUESTED,
                    proposal.id(),
                    Map.of("action", proposal.action().code()));
            return proposal;
        });
    }

    public Optional<Proposal> find(UUID id) {
        return proposals.find(id);
    }

    /** The newest first, after a proposal (or null). */
    public List<Proposal> page(Proposal.@Nullable State state, @Nullable UUID after, int limit) {
        return proposals.page(state, after, limit);
    }

    /**
     * Approves and makes the change, both or neither, and returns the secret that came of it, if one did. Whoever proposed it,
     * or would gain by it, is refused; so are both people when one of them may not do this any more.
     */
    public Optional<String> approve(UUID id, AccountId by) {
        Proposal proposal = waiting(id);
        if (proposal.proposedBy().equals(by) || gains(proposal.change(), by)) {
            throw new GatehouseException(ErrorCode.FORBIDDEN, by + " is not a second person for proposal " + id);
        }
        Secret made = surroundings.trail().within(() -> {
            decide(proposal, Proposal.State.APPROVED, by, false);
            record(AuditAction.APPROVAL_GIVEN, id, facts(proposal));
            return new Secret(run(proposal, by));
        });
        return Optional.ofNullable(made.value());
    }

    /** What is gone is no reason to say that the proposal is. */
    private @Nullable String run(Proposal proposal, AccountId by) {
        try {
            return runner.run(proposal.change(), Actor.of(proposal.proposedBy()).with(by));
        } catch (GatehouseException refused) {
            throw refused.code() == ErrorCode.NOT_FOUND
                    ? new GatehouseException(ErrorCode.CONFLICT, "what was to be changed is gone", refused)
                    : refused;
        }
    }

    private record Secret(@Nullable String value) {

        @Override
        public String toString() {
            return "Secret[hidden]";
        }
    }

    public void reject(UUID id, AccountId by) {
        Proposal proposal = waiting(id);
        surroundings.trail().within(() -> {
            decide(proposal, Proposal.State.REJECTED, by, false);
            record(AuditAction.APPROVAL_DECLINED, id, facts(proposal));
            return id;
        });
    }

    /** Takes one's own proposal back. */
    public void withdraw(UUID id, AccountId by) {
        Proposal proposal = waiting(id);
        surroundings.trail().within(() -> {
            decide(proposal, Proposal.State.WITHDRAWN, by, true);
            record(AuditAction.APPROVAL_WITHDRAWN, id, facts(proposal));
            return id;
        });
    }

    /** Ends what waited too long, and forgets what was over long ago. */
    void tidy() {
        surroundings.trail().within(() -> {
            proposals.expire(clock.instant()).forEach(id -> record(AuditAction.APPROVAL_EXPIRED, id, Map.of()));
            return proposals.purge(clock.instant().minus(KEEP));
        });
    }

    private Proposal waiting(UUID id) {
        return proposals
                .find(id)
                .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no proposal " + id));
    }

    private void decide(Proposal proposal, Proposal.State state, AccountId by, boolean own) {
        if (!proposals.decide(proposal.id(), state, by, own, clock.instant())) {
            throw new GatehouseException(
                    ErrorCode.CONFLICT, "Proposal " + proposal.id() + " is decided, expired, or not for " + by);
        }
    }

    private boolean gains(ProposedChange change, AccountId by) {
        UUID self = by.value();
        return switch (change) {
            case ProposedChange.GiveRole it -> it.account().equals(self);
            case ProposedChange.JoinGroup it -> it.account().equals(self);
            case ProposedChange.GiveGroupRole it ->
                surroundings.groups().groupsOf(by).contains(it.group());
            default -> false;
        };
    }

    private static Map<String, String> facts(Proposal proposal) {
        return Map.of("action", proposal.action().code(), "by", Objects.toString(proposal.proposedBy()));
    }

    private void record(AuditAction action, UUID id, Map<String, String> facts) {
        surroundings.trail().thing(action, "proposal", id.toString(), facts);
    }
}
