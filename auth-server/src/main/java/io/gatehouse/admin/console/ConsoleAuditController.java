package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditPage;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.audit.AuditTarget;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trail, narrowed by account, action and time, the newest first. */
@Controller
final class ConsoleAuditController {

    private final AuditSearch search;

    ConsoleAuditController(AuditSearch search) {
        this.search = search;
    }

    /** What the form asks for; what is empty or no such thing does not narrow. */
    record Filter(
            @Nullable String account,
            @Nullable String actor,
            @Nullable String action) {

        AuditQuery query(ConsoleHoldingsController.Term term, Viewer viewer) {
            AuditQuery query = AuditQuery.all();
            if (account != null && !account.isBlank()) {
                query.account(
                        new AccountId(ConsoleGuard.uuid(account.strip()).orElseThrow(ConsoleInterceptor::nothing)));
            }
            if (actor != null && !actor.isBlank()) {
                query.actor(actor.strip());
            }
            Stream.of(AuditAction.values())
                    .filter(one -> one.code().equals(action))
                    .forEach(one -> query.actions(Set.of(one)));
            if (term.validity(viewer).from() instanceof Instant from) {
                query.from(from);
            }
            if (term.validity(viewer).until() instanceof Instant until) {
                query.until(until);
            }
            return query;
        }
    }

    /** A line of the list. */
    record Row(
            Moment at,
            String message,
            String outcome,
            String actor,
            @Nullable String actorPath,
            @Nullable String account,
            @Nullable String target,
            @Nullable String address,
            String detail,
            Set<AuditEvent.Part> unreadable) {

        static Row of(AuditEvent event, Viewer viewer) {
            AuditActor actor = event.caller().actor();
            AccountId about = event.account();
            AuditTarget target = event.target();
            boolean person = actor.type() == AuditActor.Type.ACCOUNT && actor.id() != null;
            return new Row(
                    viewer.moment(event.at()),
                    "audit." + event.action().code(),
                    event.outcome().name().toLowerCase(Locale.ROOT),
                    actor.id() == null ? actor.type().code() : actor.id(),
                    person ? "/admin/people/" + actor.id() : null,
                    about == null ? null : about.toString(),
                    target == null ? null : target.type() + " " + target.id(),
                    event.address(),
                    new TreeMap<>(event.detail())
                            .entrySet().stream()
                                    .map(one -> one.getKey() + " " + one.getValue())
                                    .collect(Collectors.joining(", ")),
                    event.unreadable());
        }
    }

    @GetMapping("/admin/audit")
    @Needs(value = ServerPermission.AUDIT_READ, over = Needs.Over.EVERYTHING)
    String list(
            Viewer viewer,
            Filter filter,
            ConsoleHoldingsController.Term term,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        AuditPage page = search.find(filter.query(term, viewer), after, Paging.SIZE);
        model.addAttribute(
                "events",
                new Paging<>(
                        page.events().stream()
                                .map(event -> Row.of(event, viewer))
                                .toList(),
                        page.next()));
        model.addAttribute("filter", filter);
        model.addAttribute("term", term);
        model.addAttribute(
                "actions",
                Stream.of(AuditAction.values()).map(AuditAction::code).toList());
        return "console/audit";
    }
}
