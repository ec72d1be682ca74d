package io.gatehouse.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a sign-in may still lack after the first factor. Steps never call each other: each says what it needs, and
 * the dispatcher leads there.
 */
interface SignInStep {

    /** The page to open next if this step is still missing, else nothing. */
    Optional<String> missing(PendingSignIn pending, HttpServletRequest request);

    /** Which rule asks for this step, or why none does, for the trace: {@code because} is part of a message key. */
    Map<String, String> because(PendingSignIn pending, HttpServletRequest request);

    /** Whether a URL belongs to this step, so that it may be used while the step is the one that is missing. */
    boolean owns(String path, PendingSignIn pending);
}
