package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditOutcome;
import io.gatehouse.audit.AuditPage;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The audit trail, searched. Reading it is an event of its own. */
@Controller
@RequestMapping(ApiPaths.V1 + "/audit")
final class ApiAuditController {

    private final AuditSearch search;
    private final AdminTrail trail;
    private final ListQueries lists;

    ApiAuditController(AuditSearch search, AdminTrail trail, ListQueries lists) {
        this.search = search;
        this.trail = trail;
        this.lists = lists;
    }

    /** An event in the API. */
    record EventDocument(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            @Example("\"2026-01-31T12:00:00Z\"") String at,
            @Example("\"role_given\"") String action,
            @Example("\"success\"") String outcome,
            @Example("\"account\"") String actorType,

            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") @Nullable
            String actor,

            @Example("null") @Nullable String session,
            @Example("\"admin-console\"") @Nullable String clientId,

            @Example("\"019aa0f2-7c00-7000-8000-ba9876543210\"") @Nullable
            String person,

            @Example("\"role\"") @Nullable String targetType,
            @Example("\"support\"") @Nullable String target,
            @Example("\"192.0.2.7\"") @Nullable String address,
            @Example("\"aB3dE5fG7hJ9\"") @Nullable String requestId,
            @Example("{}") Map<String, String> before,
            @Example("{}") Map<String, String> after,
            @Example("{}") Map<String, String> detail,
            @Example("false") boolean erased,
            @Example("[]") List<String> unreadable) {

        static EventDocument of(AuditEvent event) {
            UUID sid = event.caller().sid();
            AccountId account = event.account();
            return new EventDocument(
                    event.id().toString(),
                    event.at().toString(),
                    event.action().code(),
                    event.outcome().code(),
                    event.caller().actor().type().code(),
                    event.caller().actor().id(),
                    sid == null ? null : sid.toString(),
                    event.caller().clientId(),
                    account == null ? null : account.toString(),
                    event.target() == null ? null : event.target().type(),
                    event.target() == null ? null : event.target().id(),
                    event.address(),
                    event.requestId(),
                    event.change().before(),
                    event.change().after(),
                    event.detail(),
                    event.erased(),
                    event.unreadable().stream()
                            .map(part -> part.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList());
        }
    }

    @GetMapping
    @Requires(
            value = ServerPermission.AUDIT_READ,
            over = EVERYTHING,
            summary = "Search the audit trail, the newest first",
            answers = EventDocument.class)
    Answer list(@Listed(Listing.AUDIT) ListQuery query, HttpServletRequest request) {
        AuditQuery wanted = narrowed(query);
        trail.thing(AuditAction.AUDIT_READ, "audit", "api", Map.of());
        AuditPage page = search.find(
                wanted, query.after().isEmpty() ? null : query.after().getFirst(), query.limit());
        return lists.page(query, request, page.events(), EventDocument::of, page.next());
    }

    private static AuditQuery narrowed(ListQuery query) {
        AuditQuery wanted = AuditQuery.all();
        query.value("action", Listing.Op.EQ, String.class).ifPresent(action -> wanted.actions(Set.of(action(action))));
        query.value("person", Listing.Op.EQ, String.class).ifPresent(id -> wanted.account(new AccountId(uuid(id))));
        query.value("actor", Listing.Op.EQ, String.class).ifPresent(wanted::actor);
        query.value("client_id", Listing.Op.EQ, String.class).ifPresent(wanted::client);
        query.value("session", Listing.Op.EQ, String.class).ifPresent(sid -> wanted.session(uuid(sid)));
        query.value("request_id", Listing.Op.EQ, String.class).ifPresent(wanted::request);
        query.value("outcome", Listing.Op.EQ, String.class)
                .ifPresent(outcome -> wanted.outcome(AuditOutcome.valueOf(outcome.toUpperCase(Locale.ROOT))));
        query.value("at", Listing.Op.GE, Instant.class).ifPresent(wanted::from);
        query.value("at", Listing.Op.LT, Instant.class).ifPresent(wanted::until);
        return wanted;
    }

    private static AuditAction action(String code) {
        return Arrays.stream(AuditAction.values())
                .filter(action -> action.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ApiRefusal.invalid("invalid_filter", "The filter names no action that there is."));
    }

    private static UUID uuid(String text) {
        return ObjectGuard.uuid(text)
                .orElseThrow(() -> ApiRefusal.invalid("invalid_filter", "The filter holds something that is no id."));
    }
}
