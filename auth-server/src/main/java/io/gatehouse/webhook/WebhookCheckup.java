package io.gatehouse.webhook;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import java.util.List;

/** Whether receivers take what they are told. */
final class WebhookCheckup implements Checkup {

    private static final String SUBJECT = "web-hooks";

    private final JdbcEndpoints endpoints;

    WebhookCheckup(JdbcEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public List<Finding> examine() {
        List<WebhookEndpoint> all = endpoints.list(null, Webhooks.MOST);
        long off = all.stream().filter(hook -> hook.disabledReason() != null).count();
        long failing = all.stream()
                .filter(hook -> hook.enabled() && hook.failingSince() != null)
                .count();
        if (off == 0 && failing == 0) {
            return List.of(Finding.ok(SUBJECT, all.isEmpty() ? "There are none." : "All receivers answer."));
        }
        return List.of(
                Finding.warning(
                        SUBJECT,
                        off + " were switched off because nothing arrived, " + failing + " are failing at present.",
                        "Look at their logs under Web-hooks in the console, and switch them on again when the receiver is back."));
    }
}
