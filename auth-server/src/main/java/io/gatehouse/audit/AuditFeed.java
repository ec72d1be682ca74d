package io.gatehouse.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sealed events in the order of the chain, for whoever passes them on. An event stands here only after the transaction that
 * wrote it was committed, and none ever appears before a place that was already read.
 */
public final class AuditFeed {

    private final JdbcChain chain;

    AuditFeed(JdbcChain chain) {
        this.chain = chain;
    }

    /** The last place of the chain. */
    public long head() {
        return chain.head().position();
    }

    /** Events behind a place and up to another, the first ones of them. */
    public List<FeedEvent> between(long after, long through, int limit) {
        return chain.rows(after, through, limit).stream().map(FeedEvent::of).toList();
    }

    /** The event at a place; nothing when it was removed with its segment, or is not the one that stood there. */
    public Optional<FeedEvent> find(long position, UUID event) {
        return between(position - 1, position, 1).stream()
                .filter(found -> found.event() != null && found.id().equals(event))
                .findFirst();
    }
}
