package io.gatehouse.audit;

/**
 * To what it was done, where that is not (only) an account.
 *
 * @param type a word such as role, group, client, invitation, key, setting
 * @param id the name of the thing among its like
 */
public record AuditTarget(String type, String id) {}
