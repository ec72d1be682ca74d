package io.gatehouse.session;

import io.gatehouse.shared.AccountId;

/** That an administrator acts as a person. */
public record Acting(AccountId admin, AccountId person) {}
