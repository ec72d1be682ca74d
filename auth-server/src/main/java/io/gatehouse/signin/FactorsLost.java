package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;

/**
 * An administrator decided that the person has lost their second factors: every feature removes those that it keeps.
 * Published inside the transaction that does so.
 */
public record FactorsLost(AccountId account) {}
