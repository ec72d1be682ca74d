package io.gatehouse.trace;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision on the way of a request, put together by whoever made it. Nothing in it may be a secret or tell more of a person
 * than an identifier.
 */
public final class Step {

    private static final int LONGEST = 500;
    private static final int MOST = 16;

    final Kind kind;
    final Outcome outcome;
    final Map<String, String> facts = new LinkedHashMap<>();

    @Nullable
    String flow;

    @Nullable
    String clientId;

    @Nullable
    UUID account;

    @Nullable
    UUID sid;

    @Nullable
    UUID grant;

    private Step(Kind kind, Outcome outcome) {
        this.kind = kind;
        this.outcome = outcome;
    }

    /** Where the decision was made. */
    public enum Kind {
        AUTHORIZE,
        SIGN_IN,
        CONSENT,
        TOKEN;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** What came of it: it was done, a page comes first, or it was refused. */
    public enum Outcome {
        DONE,
        ASKED,
        REFUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public static Step of(Kind kind, Outcome outcome) {
        return new Step(kind, outcome);
    }

    /** The authorization request that it belongs to, as {@link FlowName} names it. */
    public Step flow(@Nullable String name) {
        flow = name;
        return this;
    }

    public Step client(@Nullable String id) {
        clientId = id == null ? null : cut(id);
        return this;
    }

    public Step account(@Nullable UUID id) {
        account = id;
        return this;
    }

    public Step session(@Nullable UUID id) {
        sid = id;
        return this;
    }

    public Step grant(@Nullable UUID id) {
        grant = id;
        return this;
    }

    /** A short fact; empty ones are left out. */
    public Step fact(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && facts.size() < MOST) {
            facts.put(name, cut(value));
        }
        return this;
    }

    /** The same with several words. */
    public Step fact(String name, Collection<String> values) {
        return fact(name, String.join(" ", values));
    }

    public Step facts(Map<String, String> more) {
        more.forEach(this::fact);
        return this;
    }

    /** Also takes out what PostgreSQL's text cannot hold. */
    private static String cut(String value) {
        String clean = value.replace('\0', ' ');
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
