package io.gatehouse.realm;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a realm file declares, in the words of the features that store it. */
record Realm(List<Scope> scopes, List<Role> roles, List<Person> people, List<Client> clients) {

    record Role(String name, String description) {}

    /**
     * One entry under {@code people}.
     *
     * @param roles null when the file leaves this person's roles alone
     */
    record Person(
            String key,
            EmailAddress email,
            Profile profile,
            @Nullable Set<String> roles,
            @Nullable Password password) {}

    record Client(String key, ClientRegistration registration) {}

    /** A password as text or as a hash that another system made. */
    record Password(boolean hashed, String text, boolean force) {

        @Override
        public String toString() {
            return "Password[hidden]";
        }
    }
}
