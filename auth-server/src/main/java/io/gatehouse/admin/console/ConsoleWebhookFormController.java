package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.webhook.WebhookDraft;
import io.gatehouse.webhook.WebhookEndpoint;
import io.gatehouse.webhook.WebhookProblem;
import io.gatehouse.webhook.Webhooks;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Making, changing and removing web-hooks, and new secrets for them. */
@Controller
@RequestMapping("/admin/webhooks")
final class ConsoleWebhookFormController {

    private static final int UNACCEPTABLE = 422;
    private static final Set<Integer> OVERLAPS = Set.of(0, 1, 7, 30);

    private final Webhooks webhooks;

    ConsoleWebhookFormController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** What the form holds; events one a line. */
    record Form(String url, String description, String events, boolean enabled) {

        static Form of(WebhookEndpoint hook) {
            return new Form(hook.url(), hook.description(), String.join("\n", hook.events()), hook.enabled());
        }

        WebhookDraft draft() {
            List<String> wanted = Stream.of(events.split("[\\s,]+"))
                    .filter(one -> !one.isEmpty())
                    .distinct()
                    .toList();
            return new WebhookDraft(url.strip(), description.strip(), wanted, enabled);
        }
    }

    @GetMapping("/new")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String blank(Model model) {
        return form(new Form("", "", "*", true), List.of(), model);
    }

    /** The answer shows the secret, this once: it must not be kept anywhere. */
    @PostMapping("/new")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String create(
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String events,
            HttpServletResponse response,
            Model model) {
        Form form = new Form(url, description, events, true);
        List<WebhookProblem> problems = webhooks.problems(form.draft());
        if (!problems.isEmpty()) {
            response.setStatus(UNACCEPTABLE);
            return form(form, problems, model);
        }
        Webhooks.Created created = webhooks.create(form.draft());
        return secret(created.endpoint(), created.secret(), 0, model);
    }

    @GetMapping("/edit")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String edit(@RequestParam(defaultValue = "") String id, Model model) {
        WebhookEndpoint hook = ConsoleWebhooksController.find(webhooks, id);
        model.addAttribute("hook", hook);
        model.addAttribute("version", hook.version());
        return form(Form.of(hook), List.of(), model);
    }

    @PostMapping("/edit")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    Object change(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version,
            WebhookInput input,
            HttpServletResponse response,
            Model model) {
        WebhookEndpoint hook = ConsoleWebhooksController.find(webhooks, id);
        Form form = input.form();
        List<WebhookProblem> problems = webhooks.problems(form.draft());
        if (!problems.isEmpty()) {
            response.setStatus(UNACCEPTABLE);
            model.addAttribute("hook", hook);
            model.addAttribute("version", version);
            return form(form, problems, model);
        }
        if (webhooks.change(hook, version, form.draft()).isEmpty()) {
            throw changed();
        }
        return Done.CHANGED.at(ConsoleWebhooksController.path(hook.id()));
    }

    @GetMapping("/secret")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String askRotate(@RequestParam(defaultValue = "") String id, Model model) {
        return ask("webhook-secret", "secret", List.of("1", "2"), id, model);
    }

    /** The answer shows the secret, this once: it must not be kept anywhere. */
    @PostMapping("/secret")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String rotate(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "7") int overlap, Model model) {
        WebhookEndpoint hook = ConsoleWebhooksController.find(webhooks, id);
        Duration rest = Duration.ofDays(OVERLAPS.contains(overlap) ? overlap : 7);
        String secret = webhooks.rotateSecret(hook.id(), rest).orElseThrow(ConsoleInterceptor::nothing);
        return secret(hook, secret, rest.toDays(), model);
    }

    @GetMapping("/remove")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    String askRemove(@RequestParam(defaultValue = "") String id, Model model) {
        return ask("webhook-remove", "remove", List.of("1", "2"), id, model);
    }

    @PostMapping("/remove")
    @Needs(value = ServerPermission.WEBHOOKS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_WEBHOOK)
    ResponseEntity<Void> remove(@RequestParam(defaultValue = "") String id) {
        WebhookEndpoint hook = ConsoleWebhooksController.find(webhooks, id);
        if (!webhooks.remove(hook.id(), hook.version())) {
            throw changed();
        }
        return Done.DELETED.at("/admin/webhooks");
    }

    static GatehouseException conflict() {
        return new GatehouseException(ErrorCode.CONFLICT, "the delivery is under way, or the web-hook is off");
    }

    private static GatehouseException changed() {
        return new GatehouseException(ErrorCode.VERSION_CHANGED, "the web-hook was changed meanwhile");
    }

    private String ask(String what, String place, List<String> points, String id, Model model) {
        WebhookEndpoint hook = ConsoleWebhooksController.find(webhooks, id);
        return new Confirmation(
                        what,
                        hook.url(),
                        "/admin/webhooks/" + place + "?id=" + hook.id(),
                        ConsoleWebhooksController.path(hook.id()))
                .page(points, model);
    }

    private static String form(Form form, List<WebhookProblem> problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "problems", problems.stream().map(WebhookProblem::code).toList());
        model.addAttribute(
                "actions",
                Stream.of(AuditAction.values()).map(AuditAction::code).toList());
        return "console/webhook-form";
    }

    private static String secret(WebhookEndpoint hook, String secret, long days, Model model) {
        model.addAttribute("hook", hook);
        model.addAttribute("secret", secret);
        model.addAttribute("days", days);
        return "console/webhook-secret";
    }
}
