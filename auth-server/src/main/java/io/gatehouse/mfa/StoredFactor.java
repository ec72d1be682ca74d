package io.gatehouse.mfa;

import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.SecondFactor;
import java.util.Optional;
import java.util.function.Predicate;

/** A factor of this room, as the dispatcher of sign-in sees it. */
record StoredFactor(
        String name, int rank, String path, Optional<String> enrolPath, boolean standIn, Predicate<AccountId> has)
        implements SecondFactor {

    @Override
    public boolean enrolled(AccountId account) {
        return has.test(account);
    }
}
