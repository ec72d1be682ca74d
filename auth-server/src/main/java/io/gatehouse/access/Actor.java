package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something. A person may give and take no more than they hold, which is looked up afresh at each change; the
 * operator, who has the commands and the realm file, may do all.
 *
 * @param account the person, or null for the operator
 * @param name what the audit trail says
 * @param second who agreed to what the first proposed, and so answers for it too; null when one person acts
 */
public record Actor(
        @Nullable AccountId account, String name, @Nullable AccountId second) {

    public Actor {
        if (second != null && (account == null || second.equals(account))) {
            throw new IllegalArgumentException("Nobody is their own second person");
        }
    }

    public Actor(@Nullable AccountId account, String name) {
        this(account, name, null);
    }

    public static Actor of(AccountId account) {
        return new Actor(account, account.toString());
    }

    /** The operator, by the means of the change: {@code realm file}, {@code command}. */
    public static Actor operator(String means) {
        return new Actor(null, means);
    }

    public Actor with(AccountId other) {
        return new Actor(account, name, other);
    }

    /** Whether this is one person alone, and not the operator. */
    public boolean alone() {
        return account != null && second == null;
    }

    /** Everybody who answers for the change and has to hold what it takes; nobody for the operator. */
    public Stream<AccountId> people() {
        return Stream.of(account, second).flatMap(Stream::ofNullable);
    }
}
