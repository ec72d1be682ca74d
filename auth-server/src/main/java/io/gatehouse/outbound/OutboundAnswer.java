package io.gatehouse.outbound;

import org.jspecify.annotations.Nullable;

/**
 * What a receiver said to a post.
 *
 * @param retryAfter the header of that name (RFC 9110 section 10.2.3) as it came, null without one
 */
public record OutboundAnswer(int status, @Nullable String retryAfter) {}
