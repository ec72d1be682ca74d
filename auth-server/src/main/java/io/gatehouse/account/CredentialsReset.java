package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the person's credentials opened has to close: there is a new password, they signed out everywhere, or a credential
 * was stolen. Published inside the transaction of that change.
 *
 * @param keptSession public name of the one sign-in session that goes on, if there is one
 */
public record CredentialsReset(AccountId account, @Nullable UUID keptSession) {}
