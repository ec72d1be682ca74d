package io.gatehouse.account;

/** Where an account stands: not yet activated, usable, or locked out by an operator. */
public enum AccountStatus {
    PENDING,
    ACTIVE,
    DISABLED
}
