package io.gatehouse.admin;

/**
 * What is done to people and things, through whichever door. The handlers of the API and of the console name their deed, so that
 * whether it takes a proof of identity of the last minutes is said in this place alone.
 */
public enum Deed {
    /** Nothing changes. */
    READ(false),

    CREATE_PERSON(false),
    CHANGE_PROFILE(false),
    DISABLE_PERSON(true),
    ENABLE_PERSON(true),
    LOCK_DOWN_PERSON(true),
    DELETE_PERSON(true),
    REMOVE_FACTORS(true),
    ACT_AS_PERSON(true),
    END_SESSIONS(false),
    END_GRANTS(false),

    GIVE_ROLE(true),
    TAKE_ROLE(true),
    CHANGE_ROLE(true),
    DEFINE_PERMISSION(false),
    DELETE_PERMISSION(true),

    CREATE_GROUP(false),
    CHANGE_GROUP(true),
    DELETE_GROUP(true),
    JOIN_GROUP(true),
    LEAVE_GROUP(true),

    CHANGE_CLIENT(true),
    ROTATE_KEY(true),
    IMPORT(true),
    DISCARD_IMPORT(false),

    INVITE(true),
    WITHDRAW_INVITATION(false),
    DECIDE_PROPOSAL(true),
    WITHDRAW_PROPOSAL(false),
    CHANGE_WEBHOOK(true),
    SEND_WEBHOOK(false);

    private final boolean dangerous;

    Deed(boolean dangerous) {
        this.dangerous = dangerous;
    }

    /** Whether a second factor, or what the person has, must have been shown in the last minutes. */
    public boolean dangerous() {
        return dangerous;
    }
}
