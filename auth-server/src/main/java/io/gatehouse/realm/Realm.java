package io.gatehouse.realm;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a realm file declares, in the words of the features that store it. */
record Realm(List<Scope> scopes, Access access, List<Person> people, List<Client> clients) {

    /** Who may do what; a null in one of its parts means that the file leaves that part alone. */
    record Access(List<Permission> permissions, List<Role> roles, List<Group> groups) {}

    record Permission(String name, String clientId, String description) {}

    /**
     * One entry under {@code roles}.
     *
     * @param clientId the part of the name before the slash, for a role of a client
     */
    record Role(
            String name,
            @Nullable String clientId,
            String description,
            @Nullable Boolean isDefault,
            @Nullable Set<String> permissions,
            @Nullable Set<String> members) {}

    /**
     * One entry under {@code groups}, wherever it is nested.
     *
     * @param path the names of the groups above it and its own, with slashes
     */
    record Group(String path, @Nullable Set<String> roles) {}

    /**
     * One entry under {@code people}.
     *
     * @param roles null when the file leaves this person's roles alone
     * @param groups null when the file leaves this person's groups alone
     */
    record Person(
            String key,
            EmailAddress email,
            Profile profile,
            @Nullable Set<String> roles,
            @Nullable Set<String> groups,
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
