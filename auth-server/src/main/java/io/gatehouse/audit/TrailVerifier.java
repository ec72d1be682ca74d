package io.gatehouse.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Checks a whole trail: chain, segments, signatures, and that old segments were removed by the server and not by others. */
final class TrailVerifier implements TrailVisitor {

    private static final int MOST_FINDINGS = 1000;
    private static final TypeReference<Map<String, Map<String, String>>> FACTS = new TypeReference<>() {};

    private final Map<String, PublicKeyEntry> trusted = new HashMap<>();
    private final List<AuditFinding> findings = new ArrayList<>();
    private final ChainWalk walk;
    private final @Nullable AuditCheckpoint known;

    private long total;
    private long rows;
    private long removedThrough;
    private long claimedThrough;
    private boolean knownSeen;
    private boolean lastCheckpointGood = true;
    private @Nullable AuditCheckpoint last;

    /**
     * Trusts these keys and those that they introduce.
     *
     * @param known a checkpoint that was kept elsewhere, already checked against the keys
     */
    TrailVerifier(List<PublicKeyEntry> keys, @Nullable EventCodec codec, @Nullable AuditCheckpoint known) {
        keys.forEach(key -> trusted.put(key.kid(), key));
        this.walk = new ChainWalk(codec, this::add);
        this.known = known;
    }

    @Override
    public void key(PublicKeyEntry key) {
        PublicKeyEntry introducer = key.introducedBy() == null ? null : trusted.get(key.introducedBy());
        if (introducer != null
                && key.introducedBy(introducer.publicKey())
                && key.kid().equals(Ed25519.thumbprint(key.publicKey()))) {
            trusted.putIfAbsent(key.kid(), key);
        }
    }

    @Override
    public void row(SealedRow row) {
        rows++;
        walk.next(row);
        StoredEvent event = row.event();
        if (event != null && event.action().equals(AuditAction.AUDIT_SEGMENT_REMOVED.code())) {
            claimedThrough = Math.max(claimedThrough, through(event));
        }
    }

    @Override
    public void checkpoint(AuditCheckpoint checkpoint) {
        boolean anchored = lastCheckpointGood;
        boolean good = signed(checkpoint);
        good &= follows(checkpoint);
        if (known != null && known.number() == checkpoint.number()) {
            knownSeen = true;
            if (!checkpoint.wellFormed() || !Arrays.equals(known.hash(), checkpoint.hash())) {
                add(AuditFinding.of(checkpoint, "is not the checkpoint of this number that was kept elsewhere"));
            }
        }
        if (rows == 0) {
            removedThrough = checkpoint.lastPosition();
        } else {
            compare(checkpoint, good, anchored);
        }
        lastCheckpointGood = good;
        last = checkpoint;
        if (good || rows == 0) {
            walk.startAfter(checkpoint.lastPosition(), checkpoint.chainHash());
        } else {
            walk.newSegment();
        }
    }

    private boolean signed(AuditCheckpoint checkpoint) {
        PublicKeyEntry key = trusted.get(checkpoint.kid());
        if (!checkpoint.wellFormed()) {
            add(AuditFinding.of(checkpoint, "is of another version, or its hashes are not of the right length"));
        } else if (key == null) {
            add(AuditFinding.of(checkpoint, "was signed with a key that is not trusted: " + checkpoint.kid()));
        } else if (!key.verifies(checkpoint)) {
            add(AuditFinding.of(checkpoint, "the signature is wrong: the checkpoint was changed or replaced"));
        } else {
            return true;
        }
        return false;
    }

    private boolean follows(AuditCheckpoint checkpoint) {
        AuditCheckpoint before = last;
        long number = before == null ? 1 : before.number() + 1;
        long first = before == null ? 1 : before.lastPosition() + 1;
        byte[] hash = before == null || !lastCheckpointGood ? TrailHash.NOTHING : before.hash();
        if (checkpoint.number() != number) {
            add(AuditFinding.of(
                    checkpoint,
                    checkpoint.number() - 1 == number
                            ? "checkpoint " + number + " before it is missing"
                            : "the checkpoints from " + number + " before it are missing"));
            return false;
        }
        if (lastCheckpointGood
                && (checkpoint.firstPosition() != first || !Arrays.equals(checkpoint.previousHash(), hash))) {
            add(AuditFinding.of(checkpoint, "does not follow from the checkpoint before it"));
            return false;
        }
        return true;
    }

    /** The root can only be compared if it is known where the segment began. */
    private void compare(AuditCheckpoint checkpoint, boolean good, boolean anchored) {
        if (good && walk.position() < checkpoint.lastPosition()) {
            walk.missing(walk.position() + 1, checkpoint.lastPosition());
        } else if (good
                && walk.clean()
                && !(walk.endsWith(checkpoint.chainHash()) && (!anchored || rootFits(checkpoint)))) {
            add(AuditFinding.of(
                    checkpoint,
                    "positions " + checkpoint.firstPosition() + " to " + checkpoint.lastPosition()
                            + " are not what was signed: events and links were rewritten together"));
        }
        if (good && !checkpoint.intact()) {
            add(AuditFinding.of(checkpoint, "something in this segment was already wrong when it was closed"));
        }
    }

    private boolean rootFits(AuditCheckpoint checkpoint) {
        return Arrays.equals(walk.root(), checkpoint.root());
    }

    /** What is wrong beside the chain itself. */
    void add(AuditFinding finding) {
        total++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    AuditVerification result(long waiting) {
        if (known != null && !knownSeen) {
            add(AuditFinding.of(
                    known, "was kept elsewhere and is gone from the trail: the end of the trail was cut off"));
        }
        if (removedThrough > claimedThrough) {
            add(AuditFinding.from(
                    claimedThrough + 1,
                    "the places up to " + removedThrough + " are gone, and no event tells of their removal"));
        }
        AuditCheckpoint end = last;
        long sealed = Math.max(walk.position(), end == null ? 0 : end.lastPosition());
        Instant closed = end == null ? null : end.createdAt();
        return new AuditVerification(
                rows,
                end == null ? 0 : end.number(),
                sealed,
                end == null ? sealed : sealed - end.lastPosition(),
                waiting,
                closed,
                total,
                List.copyOf(findings));
    }

    private static long through(StoredEvent event) {
        try {
            Map<String, String> detail =
                    JsonMapper.shared().readValue(event.facts(), FACTS).getOrDefault("detail", Map.of());
            return Long.parseLong(detail.getOrDefault("through", "0"));
        } catch (JacksonException | NumberFormatException e) {
            return 0;
        }
    }
}
