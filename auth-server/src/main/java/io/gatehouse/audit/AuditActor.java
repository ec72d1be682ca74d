package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id of the account or client, or the name of the operator's user on the machine; null where the type says it all
 */
public record AuditActor(Type type, @Nullable String id) {

    /** Kinds of actors. An anonymous one sent a request without having proved who they are. */
    public enum Type {
        ACCOUNT,
        CLIENT,
        OPERATOR,
        SYSTEM,
        ANONYMOUS;

        /** The stored form. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public static AuditActor account(AccountId id) {
        return new AuditActor(Type.ACCOUNT, id.toString());
    }

    public static AuditActor client(String clientId) {
        return new AuditActor(Type.CLIENT, clientId);
    }

    /** Somebody at the server's terminal. */
    public static AuditActor operator(String user) {
        return new AuditActor(Type.OPERATOR, user);
    }

    /** A job of the server itself. */
    public static AuditActor system() {
        return new AuditActor(Type.SYSTEM, null);
    }

    public static AuditActor anonymous() {
        return new AuditActor(Type.ANONYMOUS, null);
    }

    @Nullable
    AccountId accountId() {
        return type == Type.ACCOUNT && id != null ? AccountId.parse(id) : null;
    }
}
