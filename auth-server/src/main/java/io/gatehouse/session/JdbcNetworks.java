package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code session_network}. */
final class JdbcNetworks {

    /** What one account may have; the longest not seen gives way. */
    private static final int MOST = 100;

    private static final int PURGE_BATCH = 10_000;

    private final JdbcClient jdbc;

    JdbcNetworks(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Notes the network of a sign-in, and says whether it is a strange one: the account has used others, but not this one since
     * the given time. All parts of the statement see the rows as they were before it.
     */
    boolean note(AccountId account, String network, Instant now, Instant since) {
        return jdbc.sql("""
                        with noted as (
                            insert into session_network (account_id, network, last_seen_at)
                            values (:account, :network::cidr, :now)
                            on conflict on constraint session_network_pkey do update set last_seen_at = :now
                        ), bounded as (
                            delete from session_network
                            where account_id = :account and network in (
                                select network from session_network
                                where account_id = :account and network <> :network::cidr
                                order by last_seen_at desc offset :most
                            )
                        )
                        select exists (select from session_network where account_id = :account)
                            and not exists (
                                select from session_network
                                where account_id = :account and network = :network::cidr and last_seen_at > :since
                            )
                        """)
                .param("account", account.value())
                .param("network", network)
                .param("now", utc(now))
                .param("since", utc(since))
                .param("most", MOST - 1)
                .query(Boolean.class)
                .single();
    }

    /** Deletes a bounded number of networks that were not seen for long. */
    int purge(Instant lastSeenBefore) {
        return jdbc.sql("""
                        delete from session_network where (account_id, network) in (
                            select account_id, network from session_network where last_seen_at < :before limit :batch
                        )
                        """)
                .param("before", utc(lastSeenBefore))
                .param("batch", PURGE_BATCH)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
