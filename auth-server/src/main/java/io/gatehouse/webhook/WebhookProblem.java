package io.gatehouse.webhook;

import java.util.Locale;

/** Why a draft can't be accepted. */
public enum WebhookProblem {
    /** No absolute http or https address, or one with a user, a fragment or too many characters. */
    URL_INVALID,
    /** The address leads where this server sends nothing: a private network, or plain http. */
    URL_REFUSED,
    DESCRIPTION_INVALID,
    /** No event, too many, or one that does not exist. */
    EVENTS_INVALID;

    /** The stable form, for callers and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
