package io.gatehouse.registration;

import java.util.Locale;

/** Where an invitation stands. */
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    EXPIRED,
    WITHDRAWN;

    /** The word for it in the API and in messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
