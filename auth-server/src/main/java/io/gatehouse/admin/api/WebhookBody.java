package io.gatehouse.admin.api;

import io.gatehouse.webhook.WebhookDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A web-hook as it shall be. What a change leaves out stays as it is. */
record WebhookBody(
        @Example("\"https://hooks.example.com/gatehouse\"") @Nullable
        String url,

        @Example("\"Tells the help desk\"") @Nullable String description,

        @Example("[\"account_*\", \"role_given\"]") @Nullable
        List<String> events,

        @Example("true") @Nullable Boolean enabled) {

    WebhookDraft draft() {
        if (url == null || events == null) {
            throw ApiRefusal.invalid(
                    "member_missing", "The member " + (url == null ? "url" : "events") + " is missing.");
        }
        return over(new WebhookDraft(url, "", List.of(), true));
    }

    WebhookDraft over(WebhookDraft before) {
        List<String> wanted = events;
        if (wanted != null && wanted.stream().anyMatch(event -> event == null)) {
            throw ApiRefusal.invalid("invalid_list", "The list of events holds something that is no text.");
        }
        return new WebhookDraft(
                url == null ? before.url() : url,
                description == null ? before.description() : description,
                wanted == null ? before.events() : wanted,
                enabled == null ? before.enabled() : enabled);
    }
}
