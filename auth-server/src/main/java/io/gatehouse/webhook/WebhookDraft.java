package io.gatehouse.webhook;

import java.util.List;

/**
 * A web-hook as an administrator wants it.
 *
 * @param url where events are sent
 * @param events codes of actions such as {@code account_disabled}, beginnings such as {@code account_*}, or {@code *}
 */
public record WebhookDraft(String url, String description, List<String> events, boolean enabled) {

    public WebhookDraft {
        events = List.copyOf(events);
    }
}
