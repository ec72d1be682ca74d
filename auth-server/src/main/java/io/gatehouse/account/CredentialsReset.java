package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person has a new password and whatever the old one opened has to close. Published inside the transaction that sets it.
 *
 * @param keptSession public name of the one sign-in session that goes on, if there is one
 */
public record CredentialsReset(AccountId account, @Nullable UUID keptSession) {}
