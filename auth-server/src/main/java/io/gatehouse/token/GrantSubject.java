package io.gatehouse.token;

import io.gatehouse.shared.AccountId;
import java.time.Instant;

/**
 * The person behind a live grant, as the userinfo endpoint answers about them.
 *
 * @param profile the standard claims as a JSON object
 */
public record GrantSubject(AccountId id, String email, boolean emailVerified, String profile, Instant updatedAt) {}
