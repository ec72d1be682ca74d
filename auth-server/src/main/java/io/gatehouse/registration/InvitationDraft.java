package io.gatehouse.registration;

import io.gatehouse.access.Gift;
import io.gatehouse.account.EmailAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to be sent.
 *
 * @param message the inviter's own words in the mail, or nothing
 * @param validFor for how long its links work, or null for as long as the server is set up to
 */
public record InvitationDraft(
        EmailAddress email,
        Gift gift,
        String message,
        Locale locale,
        @Nullable Duration validFor) {

    @Override
    public String toString() {
        return "InvitationDraft[]";
    }
}
