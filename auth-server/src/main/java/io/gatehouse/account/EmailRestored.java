package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.util.Locale;

/**
 * The owner of a former e-mail address took the account back, since somebody else had changed the address: whoever did knows
 * the password. Published inside the transaction that restores the address.
 *
 * @param locale the language of the owner
 */
public record EmailRestored(AccountId account, Locale locale) {}
