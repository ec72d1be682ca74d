package io.gatehouse.session;

import java.util.UUID;

/** A session has ended before its time. Published inside the transaction that ends it. */
public record SessionEnded(UUID sid) {}
