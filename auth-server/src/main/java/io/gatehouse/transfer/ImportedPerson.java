package io.gatehouse.transfer;

import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.shared.AccountId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person, whichever file they come from.
 *
 * @param id the identifier to keep, from a file of our own
 * @param groups paths such as {@code /staff/berlin}
 */
record ImportedPerson(
        String place,
        @Nullable AccountId id,
        EmailAddress email,
        boolean emailVerified,
        AccountStatus status,
        Profile profile,
        Credentials credentials,
        Set<String> roles,
        Set<String> groups) {

    ImportedPerson {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    /**
     * What the person proves themselves with.
     *
     * @param passwordHash in a spelling that the room {@code password} may or may not understand
     * @param mustChange whether the next sign-in asks for a new password
     */
    record Credentials(@Nullable String passwordHash, boolean mustChange, List<Authenticator> authenticators) {

        static final Credentials NONE = new Credentials(null, false, List.of());

        Credentials {
            authenticators = List.copyOf(authenticators);
        }

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** An authenticator app and its seed. */
    record Authenticator(String name, byte[] seed) {

        @Override
        public String toString() {
            return "Authenticator[" + name + "]";
        }
    }
}
