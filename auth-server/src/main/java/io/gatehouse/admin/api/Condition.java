package io.gatehouse.admin.api;

/**
 * One comparison of a filter, with its value already in the type of the field: text, {@link java.time.Instant} or
 * {@link Boolean}.
 */
record Condition(String field, Listing.Op op, Object value) {}
