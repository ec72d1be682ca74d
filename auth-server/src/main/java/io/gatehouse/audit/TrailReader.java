package io.gatehouse.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the trail of the database to a visitor, page by page, so that memory stays flat. The caller keeps one snapshot open. */
final class TrailReader {

    private static final int PAGE = 2000;
    private static final int PORTION = 20_000;
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcChain chain;
    private final Deque<AuditCheckpoint> checkpoints = new ArrayDeque<>();
    private long lastNumber;

    TrailReader(JdbcChain chain) {
        this.chain = chain;
    }

    void show(List<PublicKeyEntry> keys, TrailVisitor visitor) {
        keys.forEach(visitor::key);
        long position = Long.MIN_VALUE;
        List<SealedRow> page = chain.rows(position, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            for (SealedRow row : page) {
                checkpointsBefore(row.position(), visitor);
                visitor.row(row);
            }
            position = page.getLast().position();
            page = chain.rows(position, Long.MAX_VALUE, PAGE);
        }
        checkpointsBefore(Long.MAX_VALUE, visitor);
    }

    private void checkpointsBefore(long position, TrailVisitor visitor) {
        AuditCheckpoint next = peek();
        while (next != null && next.lastPosition() < position) {
            visitor.checkpoint(checkpoints.remove());
            next = peek();
        }
    }

    private @Nullable AuditCheckpoint peek() {
        if (checkpoints.isEmpty()) {
            checkpoints.addAll(chain.checkpoints(lastNumber));
            lastNumber =
                    checkpoints.isEmpty() ? lastNumber : checkpoints.getLast().number();
        }
        return checkpoints.peek();
    }

    /** Finds events that are not part of the chain although they should. */
    void strays(Consumer<AuditFinding> findings) {
        UUID after = FIRST;
        while (after != null) {
            UUID end = chain.portion(after, PORTION);
            chain.strays(after, end == null ? LAST : end)
                    .forEach(id -> findings.accept(AuditFinding.event(
                            id, "the event has no place in the chain: it was inserted, or its place was taken away")));
            after = end;
        }
        chain.lost()
                .forEach(id -> findings.accept(
                        AuditFinding.event(id, "the event was removed before it got its place in the chain")));
    }
}
