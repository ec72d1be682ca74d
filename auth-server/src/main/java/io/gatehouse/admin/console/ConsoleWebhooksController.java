package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.webhook.DeliveryQuery;
import io.gatehouse.webhook.WebhookDelivery;
import io.gatehouse.webhook.WebhookEndpoint;
import io.gatehouse.webhook.WebhookLog;
import io.gatehouse.webhook.Webhooks;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Web-hooks: who is told of events, what was delivered, and sending it again. */
@Controller
@RequestMapping("/admin/webhooks")
final class ConsoleWebhooksController {

    private static final int MOST = 100;
    private static final Set<String> STATES = Set.of("pending", "delivered", "failed");

    private final Webhooks webhooks;
    private final WebhookLog log;

    ConsoleWebhooksController(Webhooks webhooks, WebhookLog log) {
        this.webhooks = webhooks;
        this.log = log;
    }

    /** A line of the log. */
    record Row(
            String id,
            Moment at,
            String type,
            String state,
            int attempts,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Integer millis,
            @Nullable Moment next) {

        static Row of(WebhookDelivery one, Viewer viewer) {
            String error = one.lastError();
            return new Row(
                    one.id().toString(),
                    viewer.moment(one.createdAt()),
                    one.type(),
                    one.state(),
                    one.attempts(),
                    one.lastStatus(),
                    error == null ? null : "webhook.error." + error,
                    one.lastMillis(),
                    one.attempts() == 0 ? null : viewer.momentOrNull(one.nextAt()));
        }
    }

    @GetMapping
    @Needs(value = ServerPermission.WEBHOOKS_READ, over = Needs.Over.EVERYTHING)
    String list(Viewer viewer, Model model) {
        model.addAttribute("hooks", webhooks.list(null, MOST));
        model.addAttribute("write", viewer.mayAll(ServerPermission.WEBHOOKS_WRITE));
        return "console/webhooks";
    }

    @GetMapping("/webhook")
    @Needs(value = ServerPermission.WEBHOOKS_READ, over = Needs.Over.EVERYTHING)
    String webhook(
            Viewer viewer,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        WebhookEndpoint hook = find(webhooks, id);
        String wanted = STATES.contains(state) ? state : null;
        List<WebhookDelivery> found = log.list(new DeliveryQuery(
                hook.id(), wanted, null, ConsoleGuard.uuid(after).orElse(null), Paging.SIZE + 1));
        model.addAttribute("hook", hook);
        model.addAttribute("created", viewer.moment(hook.createdAt()));
        model.addAttribute("disabledAt", viewer.momentOrNull(hook.disabledAt()));
        model.addAttribute("failingSince", viewer.momentOrNull(hook.failingSince()));
        model.addAttribute("overlap", viewer.momentOrNull(hook.overlapUntil()));
        model.addAttribute(
                "deliveries",
                Paging.of(found, one -> Row.of(one, viewer), one -> one.id().toString()));
        model.addAttribute("state", wanted == null ? "" : wanted);
        model.addAttribute("write", viewer.mayAll(ServerPermission.WEBHOOKS_WRITE));
        return "console/webhook";
    }

    @PostMapping("/webhook/test")
    @Needs(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.SEND_WEBHOOK,
            formAbove = true)
    ResponseEntity<Void> test(@RequestParam(defaultValue = "") String id) {
        WebhookEndpoint hook = find(webhooks, id);
        log.test(hook);
        return Done.SENT.at(path(hook.id()));
    }

    @PostMapping("/webhook/resend")
    @Needs(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.SEND_WEBHOOK,
            formAbove = true)
    ResponseEntity<Void> resend(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String delivery) {
        WebhookEndpoint hook = find(webhooks, id);
        WebhookDelivery sent = ConsoleGuard.uuid(delivery)
                .flatMap(one -> log.find(hook.id(), one))
                .orElseThrow(ConsoleInterceptor::nothing);
        if (!log.resend(hook.id(), sent.id())) {
            throw ConsoleWebhookFormController.conflict();
        }
        return Done.SENT.at(path(hook.id()));
    }

    static WebhookEndpoint find(Webhooks webhooks, String id) {
        return ConsoleGuard.uuid(id).flatMap(webhooks::find).orElseThrow(ConsoleInterceptor::nothing);
    }

    static String path(UUID id) {
        return "/admin/webhooks/webhook?id=" + id;
    }
}
