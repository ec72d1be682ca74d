package io.gatehouse.account;

/**
 * An account as administrators see it.
 *
 * @param version changes with every change of the account, whoever makes it
 */
public record AccountEntry(Account account, long version) {}
