package io.gatehouse.notes.security;

import java.time.Duration;
import org.springframework.security.authorization.AuthorizationResult;

/** Why an authenticated caller is not let through. */
sealed interface Refusal extends AuthorizationResult {

    @Override
    default boolean isGranted() {
        return false;
    }

    record MissingScope(String scope) implements Refusal {}

    record MissingRole(String role) implements Refusal {}

    record StaleAuthentication(String acr, Duration maxAge) implements Refusal {}

    record NoSuchRoute() implements Refusal {}
}
