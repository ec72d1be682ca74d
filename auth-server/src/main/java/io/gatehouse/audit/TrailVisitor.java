package io.gatehouse.audit;

/**
 * Is shown a trail from its beginning: all keys, then the rows in the order of their positions, and each checkpoint behind the
 * last row of its segment.
 */
interface TrailVisitor {

    void key(PublicKeyEntry key);

    void row(SealedRow row);

    void checkpoint(AuditCheckpoint checkpoint);
}
