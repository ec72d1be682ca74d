package io.gatehouse.admin.console;

import org.jspecify.annotations.Nullable;

/** The fields of the form that changes a web-hook, as they were sent. */
record WebhookInput(
        @Nullable String url,
        @Nullable String description,
        @Nullable String events,
        @Nullable Boolean enabled) {

    ConsoleWebhookFormController.Form form() {
        return new ConsoleWebhookFormController.Form(
                or(url), or(description), or(events), Boolean.TRUE.equals(enabled));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
