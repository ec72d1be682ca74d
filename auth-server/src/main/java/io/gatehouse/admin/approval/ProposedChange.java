package io.gatehouse.admin.approval;

import io.gatehouse.access.Validity;
import io.gatehouse.client.ClientRegistration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that can wait for a second administrator, with its parameters: a closed set, each stored as JSON. */
public sealed interface ProposedChange {

    /** The changes by their stored names. */
    enum Action {
        GIVE_ROLE(GiveRole.class),
        JOIN_GROUP(JoinGroup.class),
        GIVE_GROUP_ROLE(GiveGroupRole.class),
        ADD_ROLE_PERMISSION(AddRolePermission.class),
        ADD_ROLE_MEMBER(AddRoleMember.class),
        ROTATE_KEY(RotateKey.class),
        CHANGE_CLIENT(ChangeClient.class),
        DELETE_CLIENT(DeleteClient.class),
        MAKE_SECRET(MakeSecret.class);

        private final Class<? extends ProposedChange> type;

        Action(Class<? extends ProposedChange> type) {
            this.type = type;
        }

        /** The stored form, also the last part of the messages about it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        Class<? extends ProposedChange> type() {
            return type;
        }

        static Action of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        static Action of(ProposedChange change) {
            return Stream.of(values())
                    .filter(action -> action.type == change.getClass())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A role for a person, over everybody or the people of a group. */
    record GiveRole(
            UUID account,
            String role,
            @Nullable UUID within,
            @Nullable Instant from,
            @Nullable Instant until) implements ProposedChange {

        public static GiveRole of(UUID account, String role, @Nullable UUID within, Validity validity) {
            return new GiveRole(account, role, within, validity.from(), validity.until());
        }
    }

    /** A person's way into a group that carries such a role. */
    record JoinGroup(
            UUID group,
            UUID account,
            @Nullable Instant from,
            @Nullable Instant until) implements ProposedChange {

        public static JoinGroup of(UUID group, UUID account, Validity validity) {
            return new JoinGroup(group, account, validity.from(), validity.until());
        }
    }

    /** A role for all people of a group. */
    record GiveGroupRole(
            UUID group,
            String role,
            @Nullable Instant from,
            @Nullable Instant until) implements ProposedChange {

        public static GiveGroupRole of(UUID group, String role, Validity validity) {
            return new GiveGroupRole(group, role, validity.from(), validity.until());
        }
    }

    /** A permission for all who hold a role. */
    record AddRolePermission(String role, String permission) implements ProposedChange {}

    /** A role for all who hold another one. */
    record AddRoleMember(String role, String member) implements ProposedChange {}

    /** The next signing key in place of this one. */
    record RotateKey(String kid, boolean atOnce) implements ProposedChange {}

    /** What an application is to be, if it is still the version that the first administrator saw. */
    record ChangeClient(ClientRegistration registration, long version) implements ProposedChange {}

    /** The end of an application, under the same condition. */
    record DeleteClient(String client, long version) implements ProposedChange {}

    /** A new secret for an application that is still the same version; the others go on for a while. */
    record MakeSecret(String client, long version, long overlapSeconds) implements ProposedChange {}
}
