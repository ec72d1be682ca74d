package io.gatehouse.keyring;

/** What a key is used for. Each purpose is a separate domain: a value made for one is worthless for another. */
public enum Purpose {
    CLIENT_SECRET,
    REFRESH_TOKEN_CHILD,
    ACTIVATION_LINK,
    FIRST_ADMIN_LINK,
    PASSWORD_RESET_LINK,
    PASSWORD_FEEDBACK,
    SIGN_IN_MARKER,
    SIGN_IN_THROTTLE,
    CSRF,
    PASSKEY_CHALLENGE,
    SIGNING_KEY,
    OUTBOX,
    TOTP_SEED,
    FACTOR_SETUP,
    RECOVERY_CODE,
    EMAIL_CODE,
    REMEMBERED_BROWSER,
    EMAIL_CHANGE_LINK,
    PASSWORD_PEPPER,
    PASSWORD_DECOY,
    EMAIL_UNDO_LINK,
    AUDIT_EVENT,
    AUDIT_PERSON_KEY,
    AUDIT_PERSONAL,
    AUDIT_ADDRESS,
    AUDIT_SIGNING_KEY,
    ADMIN_CURSOR,
    ADMIN_ANSWER,
    WEBHOOK_SECRET
}
