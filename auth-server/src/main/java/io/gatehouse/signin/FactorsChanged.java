package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;

/** A second factor was added or removed. Published inside the transaction of the change, by the feature that owns the factor. */
public record FactorsChanged(AccountId account) {}
