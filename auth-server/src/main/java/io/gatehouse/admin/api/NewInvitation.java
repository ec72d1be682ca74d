package io.gatehouse.admin.api;

import io.gatehouse.access.Gift;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.registration.InvitationDraft;
import io.gatehouse.web.Languages;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An invitation to be sent. The address is needed, all else may be left out. */
record NewInvitation(
        @Example("\"ada@example.com\"") @Nullable String email,
        @Example("[\"support\"]") @Nullable List<String> roles,

        @Example("[\"019aa0f2-7c00-7000-8000-0123456789ab\"]") @Nullable
        List<String> groups,

        @Example("\"en\"") @Nullable String language,
        @Example("\"Welcome to the team\"") @Nullable String message,
        @Example("604800") @Nullable Long expiresInSeconds) {

    private static final long LONGEST = Duration.ofDays(30).toSeconds();

    InvitationDraft draft() {
        return new InvitationDraft(address(), gift(), Objects.requireNonNullElse(message, ""), locale(), validFor());
    }

    private EmailAddress address() {
        String text = email;
        if (text == null) {
            throw ApiRefusal.invalid("member_missing", "The member email is missing.");
        }
        try {
            return EmailAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiRefusal.invalid("invalid_email", "The e-mail address can't receive mail.");
        }
    }

    private Gift gift() {
        Set<UUID> into = Objects.requireNonNullElse(groups, List.<String>of()).stream()
                .map(ApiGroupsController::id)
                .collect(Collectors.toSet());
        List<String> names = Objects.requireNonNullElse(roles, List.of());
        if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
            throw ApiRefusal.notFound();
        }
        return new Gift(new HashSet<>(names), into);
    }

    private Locale locale() {
        String tag = language;
        if (tag == null) {
            return Locale.ENGLISH;
        }
        return Languages.best(tag)
                .orElseThrow(() -> ApiRefusal.invalid(
                        "invalid_language",
                        "The language has to be one of: " + String.join(", ", Languages.TAGS) + "."));
    }

    private @Nullable Duration validFor() {
        Long seconds = expiresInSeconds;
        if (seconds == null) {
            return null;
        }
        if (seconds < Duration.ofHours(1).toSeconds() || seconds > LONGEST) {
            throw ApiRefusal.invalid("invalid_term", "An invitation holds for one hour to 30 days.");
        }
        return Duration.ofSeconds(seconds);
    }
}
