package io.gatehouse.throttle;

import io.gatehouse.shared.AccountId;
import io.gatehouse.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is guessed at, and from where.
 *
 * @param subject whose credential it is: an account, a client, or an address that no account has
 * @param client where the guess comes from
 * @param knownDevice a name of the browser if the subject has signed in with it before; strangers can't block it
 */
public record Guess(
        String subject, ClientAddress client, @Nullable String knownDevice) {

    /** A guess at an account's credential. */
    public static Guess at(AccountId account, ClientAddress client, @Nullable String knownDevice) {
        return new Guess("account:" + account, client, knownDevice);
    }

    /** A guess at something that names no account that exists, such as a mistyped address. */
    public static Guess atUnknown(String typed, ClientAddress client) {
        return new Guess("unknown:" + typed, client, null);
    }

    /** A guess at a client's credential. */
    public static Guess atClient(String clientId, ClientAddress client) {
        return new Guess("client:" + clientId, client, null);
    }

    @Override
    public String toString() {
        return "Guess[" + client.network() + "]";
    }
}
