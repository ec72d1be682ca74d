package io.gatehouse.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives each committed event its place in the chain and closes segments with a signed checkpoint. One at a time over all nodes,
 * by a lock in the database; what one transaction of it does is there as a whole or not at all, so that a crash leaves nothing
 * half done. Writers never wait for it.
 */
final class AuditSealer {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
    private static final int BATCH = 1000;

    private final JdbcChain chain;
    private final EventCodec codec;
    private final AuditKeys keys;
    private final TransactionOperations transactions;
    private final Rhythm rhythm;

    AuditSealer(JdbcChain chain, EventCodec codec, AuditKeys keys, TransactionOperations transactions, Rhythm rhythm) {
        this.chain = chain;
        this.codec = codec;
        this.keys = keys;
        this.transactions = transactions;
        this.rhythm = rhythm;
    }

    /** When segments close, and who is told. */
    record Rhythm(AuditProperties properties, CheckpointFile file, Clock clock) {}

    /** Seals all that waits and closes what is due. */
    void run() {
        while (chain.waiting() && sealBatch() == BATCH) {
            closeFull();
        }
        closeFull();
    }

    private void closeFull() {
        while (close(false)) {
            LOG.debug("Closed a segment of the audit trail");
        }
    }

    /** Gives places to the events that wait, at most {@value #BATCH}; how many there were. */
    int sealBatch() {
        Integer sealed = transactions.execute(status -> {
            if (!chain.tryLock()) {
                return 0;
            }
            List<StoredEvent> waiting = chain.queued(BATCH);
            if (!waiting.isEmpty()) {
                JdbcChain.Head head = head();
                chain.append(head.position(), places(head, waiting));
            }
            return waiting.size();
        });
        return sealed == null ? 0 : sealed;
    }

    /** The chain goes on behind what a checkpoint signed even if links were taken away. */
    private JdbcChain.Head head() {
        JdbcChain.Head head = chain.head();
        AuditCheckpoint last = chain.lastCheckpoint();
        return last != null && last.lastPosition() > head.position()
                ? new JdbcChain.Head(last.lastPosition(), last.chainHash())
                : head;
    }

    private List<SealedRow> places(JdbcChain.Head head, List<StoredEvent> events) {
        List<SealedRow> rows = new ArrayList<>(events.size());
        byte[] previous = head.chainHash();
        long position = head.position();
        for (StoredEvent event : events) {
            byte[] hash = TrailHash.event(event);
            previous = TrailHash.link(previous, ++position, hash);
            rows.add(new SealedRow(position, event.id(), hash, previous, event));
        }
        return rows;
    }

    /** Signs the open part of the chain if it is long or old enough, or if asked for. False when nothing was signed. */
    boolean close(boolean atOnce) {
        AuditCheckpoint signed = transactions.execute(status -> {
            if (!chain.tryLock()) {
                return null;
            }
            AuditCheckpoint last = chain.lastCheckpoint();
            long first = last == null ? 1 : last.lastPosition() + 1;
            long open = chain.head().position() - first + 1;
            return open > 0 && (atOnce || due(first, open)) ? sign(last, first, open) : null;
        });
        if (signed != null) {
            tell(signed);
        }
        return signed != null;
    }

    private boolean due(long first, long open) {
        OffsetDateTime oldest = chain.timeOf(first);
        return open >= rhythm.properties().checkpointEvents()
                || oldest == null
                || !oldest.toInstant()
                        .plus(rhythm.properties().checkpointAfter())
                        .isAfter(rhythm.clock().instant());
    }

    /** Reads the segment once more before it signs, so that a change made meanwhile does not get a signature unnoticed. */
    private AuditCheckpoint sign(@Nullable AuditCheckpoint last, long first, long open) {
        long through = first + Math.min(open, rhythm.properties().checkpointEvents()) - 1;
        ChainWalk walk = new ChainWalk(codec, finding -> LOG.error("The audit trail was tampered with: {}", finding));
        walk.startAfter(first - 1, last == null ? TrailHash.NOTHING : last.chainHash());
        byte[] chainHash = TrailHash.NOTHING;
        List<SealedRow> page = chain.rows(first - 1, through, BATCH);
        while (!page.isEmpty()) {
            page.forEach(walk::next);
            chainHash = page.getLast().chainHash();
            page = chain.rows(walk.position(), through, BATCH);
        }
        Instant now = rhythm.clock().instant().truncatedTo(ChronoUnit.MICROS);
        AuditKeys.Signer signer = keys.signer();
        AuditCheckpoint checkpoint = signer.sign(new AuditCheckpoint(
                AuditCheckpoint.VERSION,
                last == null ? 1 : last.number() + 1,
                first,
                through,
                walk.root(),
                chainHash,
                last == null ? TrailHash.NOTHING : last.hash(),
                walk.clean() && walk.position() == through,
                now,
                signer.kid(),
                new byte[0]));
        chain.insert(checkpoint);
        return checkpoint;
    }

    private void tell(AuditCheckpoint checkpoint) {
        LOG.info("Audit checkpoint {}", checkpoint.toJson());
        rhythm.file().write(checkpoint);
    }
}
