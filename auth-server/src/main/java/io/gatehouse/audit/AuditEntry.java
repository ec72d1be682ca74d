package io.gatehouse.audit;

import io.gatehouse.shared.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written into the trail, put together step by step. Who did it, the session, the address and the request id come
 * from the request being answered unless they are given. Nothing in an entry may be a secret. What tells something of a person
 * (a name, an address, what they call a device) goes through the methods with {@code personal} in their name: it is encrypted
 * under a key of the account that the entry is about, and erased with it.
 */
public final class AuditEntry {

    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_VALUES = 64;

    final AuditAction action;
    final Facts plain = new Facts();
    final Facts personal = new Facts();

    AuditOutcome outcome;

    @Nullable
    AuditCaller caller;

    @Nullable
    AccountId account;

    @Nullable
    AuditTarget target;

    @Nullable
    String clientId;

    private AuditEntry(AuditAction action) {
        this.action = action;
        this.outcome = action.usualOutcome();
    }

    public static AuditEntry of(AuditAction action) {
        return new AuditEntry(action);
    }

    /** Whom it happened to: the account whose page of recent events shows it. */
    public AuditEntry account(@Nullable AccountId id) {
        account = id;
        return this;
    }

    /** To what else it was done. */
    public AuditEntry target(String type, String id) {
        target = new AuditTarget(type, cut(id));
        return this;
    }

    /** Who did it, if that is not who the request belongs to. */
    public AuditEntry by(AuditActor actor) {
        caller = AuditCaller.of(actor);
        return this;
    }

    /** The same with session, client and factors. */
    public AuditEntry by(AuditCaller known) {
        caller = known;
        return this;
    }

    /** The app that is concerned, or through which it was done. */
    public AuditEntry client(@Nullable String id) {
        clientId = id;
        return this;
    }

    public AuditEntry outcome(AuditOutcome value) {
        outcome = value;
        return this;
    }

    /** A short fact that tells nothing of a person. */
    public AuditEntry detail(String name, String value) {
        put(plain.detail, Map.of(name, value));
        return this;
    }

    /** A short fact that tells something of the person. */
    public AuditEntry personalDetail(String name, String value) {
        put(personal.detail, Map.of(name, value));
        return this;
    }

    /** What changed, telling nothing of a person. */
    public AuditEntry change(Map<String, String> before, Map<String, String> after) {
        put(plain.before, before);
        put(plain.after, after);
        return this;
    }

    /** What changed of a person. */
    public AuditEntry personalChange(Map<String, String> before, Map<String, String> after) {
        put(personal.before, before);
        put(personal.after, after);
        return this;
    }

    /** Facts that are stored together. */
    static final class Facts {
        final Map<String, String> detail = new LinkedHashMap<>();
        final Map<String, String> before = new LinkedHashMap<>();
        final Map<String, String> after = new LinkedHashMap<>();
    }

    private static void put(Map<String, String> into, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (into.size() < MOST_VALUES) {
                into.put(cut(name), cut(value));
            }
        });
    }

    /** Also takes out what PostgreSQL's text cannot hold. */
    private static String cut(String value) {
        String clean = value.replace('\0', ' ');
        return clean.length() <= LONGEST_VALUE ? clean : clean.substring(0, LONGEST_VALUE) + "…";
    }
}
