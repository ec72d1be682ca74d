package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.api.WebhookDocument.DeliveryDocument;
import io.gatehouse.webhook.DeliveryQuery;
import io.gatehouse.webhook.WebhookDelivery;
import io.gatehouse.webhook.WebhookLog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a web-hook delivered, and sending it again. */
@Controller
@RequestMapping(ApiPaths.V1 + "/webhooks/{webhook}")
final class ApiWebhookLogController {

    private final WebhookLog log;
    private final ListQueries lists;

    ApiWebhookLogController(WebhookLog log, ListQueries lists) {
        this.log = log;
        this.lists = lists;
    }

    @GetMapping("/deliveries")
    @Requires(
            value = ServerPermission.WEBHOOKS_READ,
            over = EVERYTHING,
            summary = "List what a web-hook delivered, the newest first",
            answers = DeliveryDocument.class)
    Answer list(AdminWebhook webhook, @Listed(Listing.WEBHOOK_DELIVERIES) ListQuery query, HttpServletRequest request) {
        List<WebhookDelivery> rows = log.list(new DeliveryQuery(
                webhook.id(),
                query.value("state", Listing.Op.EQ, String.class).orElse(null),
                query.value("type", Listing.Op.EQ, String.class).orElse(null),
                query.after().isEmpty()
                        ? null
                        : ObjectGuard.uuid(query.after().getFirst()).orElse(null),
                query.limit() + 1));
        return lists.page(
                query,
                request,
                rows,
                DeliveryDocument::of,
                row -> List.of(row.id().toString()));
    }

    @PostMapping("/deliveries/{delivery}/resend")
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.SEND_WEBHOOK,
            summary = "Send an event again, under the same identifier",
            answers = DeliveryDocument.class)
    Answer resend(AdminWebhook.Sent sent, Once once) {
        return once.run(() -> {
            AdminWebhook webhook = sent.webhook();
            if (!log.resend(webhook.id(), sent.delivery().id())) {
                throw ApiRefusal.conflict("It is being sent right now, or the web-hook is switched off.");
            }
            return accepted(log.find(webhook.id(), sent.delivery().id()).orElse(sent.delivery()));
        });
    }

    @PostMapping("/test")
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.SEND_WEBHOOK,
            summary = "Send an event that tells nothing but that it is a test",
            answers = DeliveryDocument.class)
    Answer test(AdminWebhook webhook, Once once) {
        return once.run(() -> accepted(log.test(webhook.endpoint())));
    }

    private static Answer accepted(WebhookDelivery delivery) {
        return new Answer(202, Map.of(), DeliveryDocument.of(delivery));
    }
}
