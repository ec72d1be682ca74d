package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a person turned out to be, and what they came for.
 *
 * @param amr the methods that showed it (RFC 8176)
 * @param continueTo where to go afterwards; a place that {@link Continuation} does not allow is ignored
 */
public record FirstFactor(
        AccountId account,
        String email,
        List<String> amr,
        PendingSignIn.Goal goal,
        @Nullable String continueTo) {}
