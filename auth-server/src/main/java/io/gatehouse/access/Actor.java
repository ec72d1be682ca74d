package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something. A person may give and take no more than they hold, which is looked up afresh at each change; the
 * operator, who has the commands and the realm file, may do all.
 *
 * @param account the person, or null for the operator
 * @param name what the audit trail says
 */
public record Actor(@Nullable AccountId account, String name) {

    public static Actor of(AccountId account) {
        return new Actor(account, account.toString());
    }

    /** The operator, by the means of the change: {@code realm file}, {@code command}. */
    public static Actor operator(String means) {
        return new Actor(null, means);
    }
}
