package io.gatehouse.password;

import java.util.Optional;

/** One rule of the password policy: what it asks for, in words, and whether a candidate keeps it. */
interface PasswordRule {

    /** The stable name, which ties the help text of a page to the live feedback. */
    String name();

    /** What to tell a person before they type; nothing when the policy doesn't ask for it. */
    Optional<PasswordAdvice> help(PasswordPolicy policy);

    /** Why the candidate is refused; nothing when it is fine or the policy doesn't ask for it. */
    Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy);

    /** Whether it is cheap and local enough to be asked with every few keystrokes. */
    default boolean live() {
        return true;
    }
}
