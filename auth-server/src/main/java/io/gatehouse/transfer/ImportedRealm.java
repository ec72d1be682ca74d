package io.gatehouse.transfer;

import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.Scope;
import io.gatehouse.client.StoredClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a file but its people, in the order of the file.
 *
 * @param people how many people follow
 */
record ImportedRealm(
        List<ScopeEntry> scopes,
        List<ClientEntry> clients,
        List<PermissionEntry> permissions,
        List<RoleEntry> roles,
        List<GroupEntry> groups,
        long people) {

    /** How many entries of all kinds one file may hold; people are not among them. */
    static final int MOST = 200_000;

    static ImportedRealm empty() {
        return new ImportedRealm(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
    }

    static ImportedRealm peopleOnly(long people) {
        return empty().with(people);
    }

    ImportedRealm with(long count) {
        return new ImportedRealm(scopes, clients, permissions, roles, groups, count);
    }

    record ScopeEntry(String place, Scope scope) {}

    /**
     * A client.
     *
     * @param hashes of secrets whose values nobody knows
     * @param keyring the mark of the keyring under which some of them were made
     */
    record ClientEntry(
            String place,
            ClientRegistration registration,
            List<StoredClients.Hash> hashes,
            @Nullable String keyring) {

        ClientEntry(String place, ClientRegistration registration) {
            this(place, registration, List.of(), null);
        }
    }

    record PermissionEntry(
            String place,
            String name,
            String description,
            @Nullable String clientId) {}

    /**
     * A role.
     *
     * @param name of a client's role {@code client_id/role}
     * @param includes names of roles in it
     */
    record RoleEntry(
            String place,
            String name,
            @Nullable String clientId,
            String description,
            boolean isDefault,
            Set<String> includes,
            Set<String> permissions) {}

    /** A group by its path; the groups above it come before it. */
    record GroupEntry(String place, String path, Set<String> roles) {}
}
