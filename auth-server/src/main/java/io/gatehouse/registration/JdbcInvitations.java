package io.gatehouse.registration;

import io.gatehouse.access.Gift;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code registration_invitation}. */
final class JdbcInvitations {

    private static final String LIST = """
            select * from registration_invitation
            where (:email::text is null or email_key = :email::text)
                and (:within::uuid[] is null or (cardinality(group_ids) > 0 and group_ids <@ :within::uuid[]))
                and (:after::uuid is null or %s)
                and case :status::text
                    when 'accepted' then accepted_at is not null
                    when 'withdrawn' then withdrawn_at is not null
                    when 'pending' then accepted_at is null and withdrawn_at is null and expires_at > :now
                    when 'expired' then accepted_at is null and withdrawn_at is null and expires_at <= :now
                    else true end
            order by id %s limit :limit
            """;
    private static final String NEWEST_FIRST = LIST.formatted("id < :after::uuid", "desc");
    private static final String OLDEST_FIRST = LIST.formatted("id > :after::uuid", "asc");

    private final JdbcClient jdbc;

    JdbcInvitations(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(Invitation invitation, byte[] tokenHash) {
        jdbc.sql("""
                        insert into registration_invitation (id, email, email_key, language, message, roles, group_ids,
                            invited_by, token_hash, created_at, sent_at, expires_at)
                        values (:id, :email, :key, :language, :message, :roles, :groups,
                            :by, :hash, :created, :sent, :expires)
                        """)
                .param("id", invitation.id())
                .param("email", invitation.email().value())
                .param("key", invitation.email().key())
                .param("language", invitation.letter().locale().toLanguageTag())
                .param("message", invitation.letter().message())
                .param("roles", invitation.gift().roles().toArray(String[]::new))
                .param("groups", invitation.gift().groups().toArray(UUID[]::new))
                .param("by", invitation.invitedBy().value())
                .param("hash", tokenHash)
                .param("created", utc(invitation.times().createdAt()))
                .param("sent", utc(invitation.times().sentAt()))
                .param("expires", utc(invitation.times().expiresAt()))
                .update();
    }

    Optional<Invitation> find(UUID id) {
        return jdbc.sql("select * from registration_invitation where id = :id")
                .param("id", id)
                .query(JdbcInvitations::row)
                .optional();
    }

    /** The invitation behind a link, if it may still be accepted by it. */
    Optional<Invitation> live(InvitationToken token, Instant now) {
        return jdbc.sql("""
                        select * from registration_invitation
                        where id = :id and token_hash = :hash
                            and accepted_at is null and withdrawn_at is null and expires_at > :now
                        """)
                .param("id", token.invitation())
                .param("hash", token.hash())
                .param("now", utc(now))
                .query(JdbcInvitations::row)
                .optional();
    }

    List<Invitation> list(InvitationQuery query, Instant now) {
        Set<UUID> within = query.within();
        return jdbc.sql(query.descending() ? NEWEST_FIRST : OLDEST_FIRST)
                .param("email", query.email(), Types.VARCHAR)
                .param("within", within == null ? null : within.toArray(UUID[]::new), Types.ARRAY)
                .param("after", query.after(), Types.OTHER)
                .param("status", query.status() == null ? null : query.status().code(), Types.VARCHAR)
                .param("now", utc(now))
                .param("limit", query.limit())
                .query(JdbcInvitations::row)
                .list();
    }

    /** Gives an open invitation a new link and the same time as before from now on, if the last mail is long enough ago. */
    Optional<Invitation> renew(UUID id, AccountId by, byte[] tokenHash, Instant now, Instant sentBefore) {
        return jdbc.sql("""
                        update registration_invitation set token_hash = :hash, invited_by = :by, sent_at = :now,
                            expires_at = :now::timestamptz + (expires_at - sent_at)
                        where id = :id and accepted_at is null and withdrawn_at is null and sent_at <= :before
                        returning *
                        """)
                .param("id", id)
                .param("by", by.value())
                .param("hash", tokenHash)
                .param("now", utc(now))
                .param("before", utc(sentBefore))
                .query(JdbcInvitations::row)
                .optional();
    }

    boolean withdraw(UUID id, Instant now) {
        return jdbc.sql("""
                        update registration_invitation set withdrawn_at = :now
                        where id = :id and accepted_at is null and withdrawn_at is null
                        """).param("id", id).param("now", utc(now)).update() == 1;
    }

    /**
     * Uses the invitation up, for exactly one of any number of callers. One that was sent anew since it was looked at is another
     * one.
     */
    boolean claim(Invitation seen, Instant now) {
        return jdbc.sql("""
                        update registration_invitation set accepted_at = :now
                        where id = :id and sent_at = :sent and invited_by = :by
                            and accepted_at is null and withdrawn_at is null and expires_at > :now
                        """)
                        .param("id", seen.id())
                        .param("sent", utc(seen.times().sentAt()))
                        .param("by", seen.invitedBy().value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void acceptedBy(UUID id, AccountId account) {
        jdbc.sql("update registration_invitation set accepted_by = :account where id = :id and accepted_at is not null")
                .param("id", id)
                .param("account", account.value())
                .update();
    }

    int purge(Instant expiredBefore) {
        return jdbc.sql("delete from registration_invitation where expires_at < :before")
                .param("before", utc(expiredBefore))
                .update();
    }

    private static Invitation row(ResultSet row, int number) throws SQLException {
        UUID acceptedBy = row.getObject("accepted_by", UUID.class);
        return new Invitation(
                row.getObject("id", UUID.class),
                EmailAddress.parse(row.getString("email")),
                new Invitation.Letter(Locale.forLanguageTag(row.getString("language")), row.getString("message")),
                new Gift(Set.of((String[]) row.getArray("roles").getArray()), Set.of((UUID[])
                        row.getArray("group_ids").getArray())),
                new AccountId(row.getObject("invited_by", UUID.class)),
                new Invitation.Times(
                        required(row, "created_at"), required(row, "sent_at"), required(row, "expires_at")),
                new Invitation.End(
                        instant(row, "accepted_at"),
                        acceptedBy == null ? null : new AccountId(acceptedBy),
                        instant(row, "withdrawn_at")));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
