package io.gatehouse.throttle;

/**
 * A place where somebody can guess. Doors that check a credential share their counters, so that an attacker gains nothing by
 * going from one to the next.
 */
public enum Door {
    /** The password of the sign-in form. */
    PASSWORD(Kind.CREDENTIAL),
    /** The old password on the page that changes it, or a password asked again. */
    CHANGE_PASSWORD(Kind.CREDENTIAL),
    /** TOTP, recovery and mailed codes: short, so fewer tries, whatever network they come from. */
    SECOND_FACTOR(Kind.SHORT_CODE),
    /** An assertion of a passkey. */
    PASSKEY(Kind.CREDENTIAL),
    /** The user code of the device flow. */
    USER_CODE(Kind.SHORT_CODE),
    /** A client's secret or assertion. */
    CLIENT(Kind.CREDENTIAL),
    /** A request for a reset mail; every request counts, there is no right answer. */
    RESET(Kind.REQUEST),
    /** A sign-up; every one counts. */
    REGISTRATION(Kind.REQUEST),
    /** Live feedback on a password that is being typed; every request counts. */
    FEEDBACK(Kind.CHATTER);

    enum Kind {
        CREDENTIAL,
        SHORT_CODE,
        REQUEST,
        CHATTER
    }

    private final Kind kind;

    Door(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
