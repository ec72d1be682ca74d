package io.gatehouse.audit;

import java.util.Locale;

/** What can happen to an account. The name in lower case is stored and stays the same for ever. */
public enum AuditAction {
    ACCOUNT_REGISTERED,
    ACCOUNT_ACTIVATED,
    ACCOUNT_DELETION_REQUESTED,
    ACCOUNT_DELETION_CANCELLED,
    ACCOUNT_DELETED,
    PROFILE_CHANGED,
    EMAIL_CHANGE_REQUESTED,
    EMAIL_CHANGED,
    DATA_EXPORTED,
    TERMS_ACCEPTED,
    SIGN_IN,
    SIGN_IN_REFUSED,
    SIGN_IN_THROTTLED,
    FACTOR_REFUSED,
    STEP_UP,
    SIGN_OUT,
    SESSION_ENDED,
    SIGN_OUT_EVERYWHERE,
    REMEMBERED_BROWSER_STOLEN,
    PASSWORD_CHANGED,
    PASSWORD_CHANGE_REFUSED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    TOTP_ADDED,
    TOTP_REMOVED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    EMAIL_CODES_TURNED_ON,
    EMAIL_CODES_TURNED_OFF,
    FACTORS_REMOVED,
    PASSKEY_ADDED,
    PASSKEY_RENAMED,
    PASSKEY_REMOVED,
    PASSKEY_CLONED,
    BROWSER_TRUSTED,
    BROWSER_DISTRUSTED,
    APP_ALLOWED,
    APP_WITHDRAWN,
    PERMISSION_CREATED,
    PERMISSION_CHANGED,
    PERMISSION_DELETED,
    ROLE_CREATED,
    ROLE_CHANGED,
    ROLE_DELETED,
    ROLE_PERMISSION_ADDED,
    ROLE_PERMISSION_REMOVED,
    ROLE_MEMBER_ADDED,
    ROLE_MEMBER_REMOVED,
    ROLE_GIVEN,
    ROLE_TAKEN,
    GROUP_CREATED,
    GROUP_CHANGED,
    GROUP_DELETED,
    GROUP_ROLE_GIVEN,
    GROUP_ROLE_TAKEN,
    GROUP_JOINED,
    GROUP_LEFT,
    ACCOUNT_IMPORTED,
    PEOPLE_IMPORTED,
    REALM_EXPORTED;

    /** The stored form, also the last part of the message key {@code audit.<name>} that says it in plain words. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuditAction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
