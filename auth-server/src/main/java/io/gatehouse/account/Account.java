package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.time.Instant;

/**
 * A person who can sign in, or is about to.
 *
 * @param emailVerified whether somebody proved to receive mail at the address
 */
public record Account(
        AccountId id,
        AccountStatus status,
        EmailAddress email,
        boolean emailVerified,
        Profile profile,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the account may be used at all. */
    public boolean active() {
        return status == AccountStatus.ACTIVE;
    }
}
