package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.webhook.WebhookDraft;
import io.gatehouse.webhook.WebhookEndpoint;
import io.gatehouse.webhook.WebhookProblem;
import io.gatehouse.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who is told of events, and the secrets that sign what they are told. */
@Controller
@RequestMapping(ApiPaths.V1 + "/webhooks")
final class ApiWebhooksController {

    private final Webhooks webhooks;
    private final ListQueries lists;

    ApiWebhooksController(Webhooks webhooks, ListQueries lists) {
        this.webhooks = webhooks;
        this.lists = lists;
    }

    /** For how long the present secret signs beside the new one. */
    record WebhookSecretRotation(@Example("86400") @Nullable Long overlapSeconds) {

        private static final long LONGEST = Duration.ofDays(30).toSeconds();

        Duration overlap(Duration usual) {
            Long seconds = overlapSeconds;
            if (seconds == null) {
                return usual;
            }
            if (seconds < 0 || seconds > LONGEST) {
                throw ApiRefusal.invalid("invalid_overlap", "The overlap has to be between 0 and " + LONGEST + ".");
            }
            return Duration.ofSeconds(seconds);
        }
    }

    /** A new web-hook, and its secret for the only time. */
    record CreatedWebhook(
            WebhookDocument webhook, @Example("\"whsec_…\"") String secret) {}

    /** A secret for the only time. */
    record NewWebhookSecret(@Example("\"whsec_…\"") String secret) {}

    @GetMapping
    @Requires(
            value = ServerPermission.WEBHOOKS_READ,
            over = EVERYTHING,
            summary = "List web-hooks",
            answers = WebhookDocument.class)
    Answer list(@Listed(Listing.WEBHOOKS) ListQuery query, HttpServletRequest request) {
        List<WebhookEndpoint> rows = webhooks.list(
                query.after().isEmpty()
                        ? null
                        : ObjectGuard.uuid(query.after().getFirst()).orElse(null),
                query.limit() + 1);
        return lists.page(
                query,
                request,
                rows,
                WebhookDocument::of,
                row -> List.of(row.id().toString()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_WEBHOOK,
            summary = "Create a web-hook; its secret is shown this once",
            answers = CreatedWebhook.class)
    Answer create(@JsonBody WebhookBody body, Once once) {
        WebhookDraft draft = sound(body.draft());
        return once.run(() -> {
            Webhooks.Created created = webhooks.create(draft);
            return Answer.created(
                            ApiPaths.V1 + "/webhooks/" + created.endpoint().id(),
                            new CreatedWebhook(WebhookDocument.of(created.endpoint()), created.secret()))
                    .tagged(Preconditions.etag(created.endpoint().version()));
        });
    }

    @GetMapping("/{webhook}")
    @Requires(
            value = ServerPermission.WEBHOOKS_READ,
            over = EVERYTHING,
            summary = "Read a web-hook",
            answers = WebhookDocument.class)
    Answer read(AdminWebhook webhook) {
        return Answer.of(WebhookDocument.of(webhook.endpoint())).tagged(webhook.etag());
    }

    @PatchMapping(path = "/{webhook}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_WEBHOOK,
            summary = "Change a web-hook, switch it on or off",
            answers = WebhookDocument.class)
    Answer change(AdminWebhook webhook, Preconditions preconditions, @JsonBody WebhookBody body) {
        long version = preconditions.version();
        WebhookDraft draft = sound(body.over(webhook.endpoint().draft()));
        WebhookEndpoint changed =
                webhooks.change(webhook.endpoint(), version, draft).orElseThrow(Preconditions::stale);
        return Answer.of(WebhookDocument.of(changed)).tagged(Preconditions.etag(changed.version()));
    }

    @DeleteMapping("/{webhook}")
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_WEBHOOK,
            summary = "Remove a web-hook with its log")
    Answer remove(AdminWebhook webhook, Preconditions preconditions) {
        if (!webhooks.remove(webhook.id(), preconditions.version())) {
            throw Preconditions.stale();
        }
        return Answer.nothing();
    }

    @PostMapping(path = "/{webhook}/rotate-secret", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.WEBHOOKS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_WEBHOOK,
            summary = "Make a new secret, shown this once; the present one signs too for the overlap",
            answers = NewWebhookSecret.class)
    Answer rotate(AdminWebhook webhook, @JsonBody WebhookSecretRotation body, Once once) {
        Duration overlap = body.overlap(webhooks.usualOverlap());
        return once.run(() -> webhooks.rotateSecret(webhook.id(), overlap)
                .map(secret -> new Answer(201, Map.of(), new NewWebhookSecret(secret)))
                .orElseThrow(ApiRefusal::notFound));
    }

    private WebhookDraft sound(WebhookDraft draft) {
        List<WebhookProblem> problems = webhooks.problems(draft);
        if (!problems.isEmpty()) {
            String codes = problems.stream().map(WebhookProblem::code).collect(Collectors.joining(", "));
            throw new ApiRefusal(422, "invalid_webhook", "The web-hook can't be accepted: " + codes + ".");
        }
        return draft;
    }
}
