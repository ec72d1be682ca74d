package io.gatehouse.password;

import io.gatehouse.account.Account;
import java.time.Duration;
import java.util.Optional;

/** Links that an operator hands to a person who has no password yet: the same single-use links that a reset mail carries. */
public final class PasswordLinks {

    private final PasswordResets.Links links;
    private final Duration lifetime;

    PasswordLinks(PasswordResets.Links links, Duration lifetime) {
        this.links = links;
        this.lifetime = lifetime;
    }

    /** A link to the page that sets the password; older links die. Empty when the account is not active. */
    public Optional<String> issue(Account account) {
        return links.handOver(account);
    }

    /** How long a link works. */
    public Duration lifetime() {
        return lifetime;
    }
}
