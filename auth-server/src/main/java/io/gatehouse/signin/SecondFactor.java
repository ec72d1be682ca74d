package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.util.Optional;

/**
 * One way to prove, after the first factor, that it is really this person. Other features contribute theirs as beans; the
 * dispatcher decides when one is asked for.
 */
public interface SecondFactor {

    /** Stable name: {@code totp}, {@code passkey} …; the page of choice shows the message {@code signin.factor.<name>}. */
    String name();

    /** Lower ones are offered first. */
    int rank();

    /** Whether the account could use it right now. */
    boolean enrolled(AccountId account);

    /**
     * Whether it only stands in for another one (recovery codes): it does not make a person have a second factor, and it can
     * be used only besides one that does.
     */
    default boolean standIn() {
        return false;
    }

    /** The page of sign-in that asks for it, under {@code /sign-in/}; every URL of the factor starts with it. */
    String path();

    /** The page under {@code /sign-in/enrol/} on which a person who must have a factor sets this one up; empty if there is none. */
    default Optional<String> enrolPath() {
        return Optional.empty();
    }
}
