package io.gatehouse.mfa;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser in which a person need not show the second factor.
 *
 * @param device what the browser said about itself
 */
record TrustedBrowser(UUID id, String device, Instant trustedAt, Instant expiresAt) {}
