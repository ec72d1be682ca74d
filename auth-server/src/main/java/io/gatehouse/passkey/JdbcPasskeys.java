package io.gatehouse.passkey;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code passkey_credential} and {@code passkey_user}, as far as they belong to one RP ID. */
final class JdbcPasskeys {

    private static final String COLUMNS = """
            select c.*, u.handle from passkey_credential c join passkey_user u on u.account_id = c.account_id
            """;

    private final JdbcClient jdbc;
    private final String rpId;

    JdbcPasskeys(DataSource dataSource, String rpId) {
        this.jdbc = JdbcClient.create(dataSource);
        this.rpId = rpId;
    }

    long people() {
        return jdbc.sql("select count(distinct account_id) from passkey_credential where rp_id = :rp")
                .param("rp", rpId)
                .query(Long.class)
                .single();
    }

    /** The handle of the account; the proposed one if it has none yet. */
    byte[] handle(AccountId account, byte[] proposed) {
        return jdbc.sql("""
                        insert into passkey_user as u (account_id, handle) values (:account, :handle)
                        on conflict (account_id) do update set handle = u.handle
                        returning handle
                        """)
                .param("account", account.value())
                .param("handle", proposed)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    /** Adds it unless somebody has a credential of that id, or the account has as many as it may have. */
    boolean insert(Credential credential, int most) {
        Passkey passkey = credential.passkey();
        return jdbc.sql("""
                        insert into passkey_credential (id, account_id, rp_id, credential_id, attested_data, aaguid,
                                                        sign_count, backup_eligible, backup_state, transports, name,
                                                        created_at)
                        select :id, :account, :rpId, :credentialId, :attested, :aaguid, :signCount, :eligible, :state,
                               :transports, :name, :createdAt
                        where (select count(*) from passkey_credential where account_id = :account) < :most
                        on conflict (credential_id) do nothing
                        """)
                        .param("id", passkey.id())
                        .param("account", passkey.account().value())
                        .param("rpId", rpId)
                        .param("credentialId", credential.id())
                        .param("attested", credential.attestedData())
                        .param("aaguid", passkey.aaguid())
                        .param("signCount", credential.signCount())
                        .param("eligible", passkey.synced())
                        .param("state", passkey.backedUp())
                        .param("transports", credential.transports().toArray(String[]::new))
                        .param("name", passkey.name())
                        .param("createdAt", utc(passkey.createdAt()))
                        .param("most", most)
                        .update()
                == 1;
    }

    Optional<Credential> find(byte[] credentialId) {
        return jdbc.sql(COLUMNS + " where c.credential_id = :id and c.rp_id = :rpId")
                .param("id", credentialId)
                .param("rpId", rpId)
                .query((row, number) -> credential(row))
                .optional();
    }

    List<Credential> of(AccountId account) {
        return jdbc.sql(COLUMNS + " where c.account_id = :account and c.rp_id = :rpId order by c.created_at, c.id")
                .param("account", account.value())
                .param("rpId", rpId)
                .query((row, number) -> credential(row))
                .list();
    }

    boolean any(AccountId account) {
        return jdbc.sql(
                        "select exists (select 1 from passkey_credential where account_id = :account and rp_id = :rpId)")
                .param("account", account.value())
                .param("rpId", rpId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Notes one use. False when the signature counter did not grow although the authenticator keeps one (WebAuthn section 7.2,
     * step 22), or when the passkey is gone.
     */
    boolean use(UUID id, long signCount, boolean backedUp, Instant now) {
        return jdbc.sql("""
                        update passkey_credential
                        set sign_count = :signCount, backup_state = :state, last_used_at = :now
                        where id = :id and (sign_count < :signCount or sign_count = 0 and :signCount = 0)
                        """)
                        .param("id", id)
                        .param("signCount", signCount)
                        .param("state", backedUp)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean rename(UUID id, AccountId account, String name) {
        return jdbc.sql("update passkey_credential set name = :name where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .param("name", name)
                        .update()
                == 1;
    }

    boolean delete(UUID id, AccountId account) {
        return jdbc.sql("delete from passkey_credential where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    private static Credential credential(ResultSet row) throws SQLException {
        Passkey passkey = new Passkey(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("name"),
                row.getObject("aaguid", UUID.class),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backup_state"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
        return new Credential(
                passkey,
                row.getBytes("credential_id"),
                row.getBytes("attested_data"),
                row.getBytes("handle"),
                row.getLong("sign_count"),
                List.of((String[]) row.getArray("transports").getArray()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
