package io.gatehouse.account;

import io.gatehouse.shared.AccountId;

/**
 * A person has another e-mail address. Published inside the transaction that changes it, so that links that went to the former
 * one can end with it.
 */
public record EmailChanged(AccountId account) {}
