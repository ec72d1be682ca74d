package io.gatehouse.audit;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the chain row by row, computes what should stand there, and says where something else does. */
final class ChainWalk {

    private final @Nullable EventCodec codec;
    private final Consumer<AuditFinding> findings;
    private final MerkleTree tree = new MerkleTree();

    private long position;
    private byte @Nullable [] stored;
    private byte @Nullable [] computed;
    private boolean clean = true;

    /** The codec tells rows that the server wrote from others; without it (offline) that can't be told. */
    ChainWalk(@Nullable EventCodec codec, Consumer<AuditFinding> findings) {
        this.codec = codec;
        this.findings = findings;
        startAfter(0, TrailHash.NOTHING);
    }

    /** Goes on behind a position whose chain hash is known, with a new segment. */
    void startAfter(long last, byte[] chainHash) {
        position = last;
        stored = chainHash;
        computed = null;
        newSegment();
    }

    void newSegment() {
        tree.clear();
        clean = true;
    }

    long position() {
        return position;
    }

    /** Nothing was wrong since the segment began. */
    boolean clean() {
        return clean;
    }

    byte[] root() {
        return tree.root();
    }

    boolean endsWith(byte[] chainHash) {
        return Arrays.equals(stored, chainHash);
    }

    void next(SealedRow row) {
        if (row.position() <= position) {
            found(AuditFinding.at(row, "this position was here before, or the order was changed"));
            return;
        }
        if (row.position() > position + 1) {
            missing(position + 1, row.position() - 1);
            stored = null;
            computed = null;
        }
        byte @Nullable [] actual = judge(row);
        follow(row, actual);
        tree.add(TrailHash.leaf(row.position(), row.eventHash()));
        position = row.position();
        stored = row.chainHash();
    }

    void missing(long first, long last) {
        found(AuditFinding.from(
                first,
                first == last ? "this place of the chain is missing" : "the places up to " + last + " are missing"));
    }

    /** Compares the event with what was sealed; returns its hash. */
    private byte @Nullable [] judge(SealedRow row) {
        StoredEvent event = row.event();
        if (event == null) {
            found(AuditFinding.at(row, "the event is missing"));
            return null;
        }
        byte[] canonical = event.canonical();
        byte[] actual = TrailHash.event(canonical, event.mac());
        boolean genuine = codec == null || codec.genuine(event, canonical);
        boolean sealed = Arrays.equals(actual, row.eventHash()) && event.id().equals(row.eventId());
        if (!sealed && continues(stored, row, actual) && event.id().equals(row.eventId())) {
            found(AuditFinding.at(row, "the event's hash in the chain was changed"));
        } else if (!sealed) {
            found(AuditFinding.at(
                    row,
                    codec != null && genuine
                            ? "another event stands here than the one that was sealed"
                            : "the event is not the one that was sealed: it was changed or exchanged"));
        } else if (!genuine) {
            found(AuditFinding.at(row, "the server did not write this event: it was changed or inserted"));
        }
        return actual;
    }

    private void follow(SealedRow row, byte @Nullable [] actual) {
        boolean follows = stored == null
                || continues(stored, row, row.eventHash())
                || continues(computed, row, row.eventHash())
                || actual != null && (continues(stored, row, actual) || continues(computed, row, actual));
        if (!follows) {
            found(AuditFinding.at(row, "the link was changed: it does not follow from the one before"));
        }
        byte[] before = computed == null ? stored : computed;
        computed = before == null || follows ? null : TrailHash.link(before, row.position(), row.eventHash());
    }

    private static boolean continues(byte @Nullable [] previous, SealedRow row, byte[] eventHash) {
        return previous != null && Arrays.equals(TrailHash.link(previous, row.position(), eventHash), row.chainHash());
    }

    private void found(AuditFinding finding) {
        clean = false;
        findings.accept(finding);
    }
}
