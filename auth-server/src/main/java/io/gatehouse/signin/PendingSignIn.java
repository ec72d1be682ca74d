package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person on the way to a session: who they are by the factors passed so far, what the sign-in is for, and where it leads.
 * It is not a session and opens nothing but the pages of sign-in.
 *
 * @param email for the pages to show
 * @param amr factors passed so far (RFC 8176)
 * @param goal what the sign-in has to come to
 * @param continueTo the place of this server to go to afterwards
 */
public record PendingSignIn(
        AccountId account,
        String email,
        List<String> amr,
        Goal goal,
        @Nullable String continueTo,
        Instant startedAt) {

    /**
     * What a sign-in has to come to.
     *
     * @param multiFactor a second factor was asked for, by the request or the client, so that no exemption counts
     * @param again a person who is signed in already was asked to prove it again
     * @param remember the person wants to stay signed in on this device
     */
    public record Goal(boolean multiFactor, boolean again, boolean remember) {

        static final Goal PLAIN = new Goal(false, false, false);
    }

    /** Marks in {@code amr} that two factors of different kinds were passed (RFC 8176 section 2). */
    static final String MULTI_FACTOR = "mfa";

    public PendingSignIn {
        amr = List.copyOf(amr);
    }

    /** Whether two factors were passed, or one that is as good as two. */
    public boolean multiFactorPassed() {
        return amr.contains(MULTI_FACTOR);
    }

    PendingSignIn withFactor(List<String> methods) {
        List<String> all = new ArrayList<>(amr);
        methods.stream().filter(method -> !all.contains(method)).forEach(all::add);
        if (!all.contains(MULTI_FACTOR)) {
            all.add(MULTI_FACTOR);
        }
        return new PendingSignIn(account, email, all, goal, continueTo, startedAt);
    }

    Optional<String> place() {
        return Optional.ofNullable(continueTo);
    }
}
