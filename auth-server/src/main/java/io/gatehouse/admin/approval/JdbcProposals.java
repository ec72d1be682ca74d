package io.gatehouse.admin.approval;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code admin_proposal}. */
@Repository
final class JdbcProposals {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    JdbcProposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the person has so many proposals waiting already. */
    boolean insert(Proposal proposal, int most) {
        return jdbc.sql("""
                        insert into admin_proposal (id, action, parameters, reason, proposed_by, proposed_at, expires_at, state)
                        select :id, :action, :parameters::jsonb, :reason, :by, :at, :expires, 'waiting'
                        where (select count(*) from admin_proposal where proposed_by = :by and state = 'waiting') < :most
                        """)
                        .param("id", proposal.id())
                        .param("action", proposal.action().code())
                        .param("parameters", JSON.writeValueAsString(proposal.change()))
                        .param("reason", proposal.reason())
                        .param("by", proposal.proposedBy().value())
                        .param("at", utc(proposal.proposedAt()))
                        .param("expires", utc(proposal.expiresAt()))
                        .param("most", most)
                        .update()
                == 1;
    }

    Optional<Proposal> find(UUID id) {
        return jdbc.sql("select * from admin_proposal where id = :id")
                .param("id", id)
                .query(JdbcProposals::proposal)
                .optional();
    }

    /** The newest first, after a proposal (or null); of one state, or of all when it is null. */
    List<Proposal> page(Proposal.@Nullable State state, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select * from admin_proposal
                        where (:state::text is null or state = :state) and (:after::uuid is null or id < :after::uuid)
                        order by id desc limit :limit
                        """)
                .param("state", state == null ? null : state.code(), Types.VARCHAR)
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query(JdbcProposals::proposal)
                .list();
    }

    /**
     * The one statement by which a proposal is decided: of any number at the same time one changes the row, and the others
     * wait for it and find nothing.
     *
     * @param own whether the person has to be the one who proposed it, or must not be
     */
    boolean decide(UUID id, Proposal.State state, AccountId by, boolean own, Instant now) {
        return jdbc.sql("""
                        update admin_proposal set state = :state, decided_by = :by, decided_at = :now
                        where id = :id and state = 'waiting' and expires_at > :now and (proposed_by = :by) = :own
                        """)
                        .param("id", id)
                        .param("state", state.code())
                        .param("by", by.value())
                        .param("own", own)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Ends what waited too long, and says which. */
    List<UUID> expire(Instant now) {
        return jdbc.sql("""
                        update admin_proposal set state = 'expired', decided_at = :now
                        where state = 'waiting' and expires_at <= :now returning id
                        """).param("now", utc(now)).query(UUID.class).list();
    }

    int purge(Instant before) {
        return jdbc.sql("delete from admin_proposal where decided_at < :before")
                .param("before", utc(before))
                .update();
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        ProposedChange change = JSON.readValue(
                row.getString("parameters"),
                ProposedChange.Action.of(row.getString("action")).type());
        return new Proposal(
                row.getObject("id", UUID.class),
                change,
                row.getString("reason"),
                new AccountId(row.getObject("proposed_by", UUID.class)),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Proposal.State.of(row.getString("state")),
                decidedBy == null ? null : new AccountId(decidedBy),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
