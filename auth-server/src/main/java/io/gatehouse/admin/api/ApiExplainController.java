package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;
import static io.gatehouse.admin.api.Requires.Over.PERSON;

import io.gatehouse.access.Consequences;
import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Explanation;
import io.gatehouse.access.Loss;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.RequestHistory;
import io.gatehouse.trace.TracedStep;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Why somebody may do something, and who could no longer if something were taken away. */
@Controller
@RequestMapping(ApiPaths.V1)
final class ApiExplainController {

    private static final int SHOWN = 100;

    private final ExplainService explain;
    private final RequestHistory history;

    ApiExplainController(ExplainService explain, RequestHistory history) {
        this.explain = explain;
        this.history = history;
    }

    /** One decision: where it was made, what came of it, and the facts that say why. */
    record StepDocument(
            @Example("\"2026-01-31T12:00:00Z\"") String at,
            @Example("\"aB3dE5fG7hJ9\"") @Nullable String requestId,
            @Example("\"authorize\"") String kind,
            @Example("\"asked\"") String outcome,
            @Example("\"notes\"") @Nullable String clientId,

            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") @Nullable
            String person,

            @Example("null") @Nullable String session,
            @Example("null") @Nullable String grant,

            @Example("{\"because\": \"client-factor\", \"page\": \"/sign-in\"}")
            Map<String, String> facts) {

        static StepDocument of(TracedStep step) {
            TracedStep.Links links = step.links();
            return new StepDocument(
                    step.at().toString(),
                    step.requestId(),
                    step.kind().code(),
                    step.outcome().code(),
                    links.clientId(),
                    text(links.account()),
                    text(links.sid()),
                    text(links.grant()),
                    step.facts());
        }

        private static @Nullable String text(@Nullable UUID id) {
            return id == null ? null : id.toString();
        }
    }

    /** A request with all that belongs to it, in the order of time. */
    record RequestDocument(@Example("\"aB3dE5fG7hJ9\"") String requestId, List<StepDocument> steps) {}

    @GetMapping("/explain/requests/{request}")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = EVERYTHING,
            summary = "Explain a sign-in or token request of the last days: what was decided, and why",
            answers = RequestDocument.class)
    Answer request(AdminRequest request) {
        List<TracedStep> steps = history.steps(request.id());
        if (steps.isEmpty()) {
            throw ApiRefusal.notFound();
        }
        return Answer.of(new RequestDocument(
                request.id(), steps.stream().map(StepDocument::of).toList()));
    }

    /** One link of a way to a permission. */
    record LinkDocument(
            @Example("\"assigned\"") String kind,
            @Example("\"support\"") String to,
            @Example("\"support\"") String name,
            Term term,
            @Example("null") @Nullable String givenBy,
            @Example("\"2026-01-31T12:00:00Z\"") @Nullable String givenAt) {

        static LinkDocument of(Explanation.Link link) {
            Instant at = link.givenAt();
            return new LinkDocument(
                    link.kind().name().toLowerCase(Locale.ROOT),
                    link.to(),
                    link.name(),
                    Term.of(link.validity()),
                    link.givenBy() == null ? null : link.givenBy().toString(),
                    at == null ? null : at.toString());
        }
    }

    /** One way to a permission. */
    record WayDocument(
            @Example("\"open\"") String state,
            @Example("null") @Nullable String withinGroup,
            @Nullable Term term,
            List<LinkDocument> links) {

        static WayDocument of(Explanation.Way way) {
            UUID within = way.within();
            Validity validity = way.validity();
            return new WayDocument(
                    way.state().name().toLowerCase(Locale.ROOT),
                    within == null ? null : within.toString(),
                    validity == null ? null : Term.of(validity),
                    way.links().stream().map(LinkDocument::of).toList());
        }
    }

    /** Why, or why not. */
    record ExplanationDocument(
            @Example("\"notes:approve\"") String permission,
            @Example("true") boolean held,
            @Example("true") boolean everything,
            @Example("[]") List<String> groups,
            @Example("null") @Nullable String obstacle,
            @Example("[\"support\"]") List<String> carriers,
            List<WayDocument> ways) {

        static ExplanationDocument of(Explanation why) {
            return new ExplanationDocument(
                    why.name(),
                    why.held(),
                    why.reach().everything(),
                    why.reach().groups().stream().map(UUID::toString).sorted().toList(),
                    why.obstacle() == null ? null : why.obstacle().name().toLowerCase(Locale.ROOT),
                    why.carriers(),
                    why.ways().stream().map(WayDocument::of).toList());
        }
    }

    /** The same for a role. */
    record RoleExplanationDocument(
            @Example("\"support\"") String role,
            @Example("true") boolean held,
            @Example("true") boolean everything,
            @Example("[]") List<String> groups,
            @Example("null") @Nullable String obstacle,
            @Example("[\"manager\"]") List<String> containers,
            List<WayDocument> ways) {

        static RoleExplanationDocument of(Explanation why) {
            ExplanationDocument same = ExplanationDocument.of(why);
            return new RoleExplanationDocument(
                    why.name(),
                    same.held(),
                    same.everything(),
                    same.groups(),
                    same.obstacle(),
                    same.carriers(),
                    same.ways());
        }
    }

    /** What would follow. */
    record ConsequencesDocument(
            @Example("\"notes:approve\"") String name,
            @Example("12") long people,

            @Example("[\"019aa0f2-7c00-7000-8000-0123456789ab\"]")
            List<String> some,

            @Example("[\"notes\"]") List<String> clients) {

        static ConsequencesDocument of(Consequences consequences) {
            return new ConsequencesDocument(
                    consequences.name(),
                    consequences.people(),
                    consequences.page().stream().map(Object::toString).toList(),
                    consequences.clients());
        }
    }

    @GetMapping("/people/{person}/permissions/{permission}/why")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = PERSON,
            summary = "Explain why a person holds a permission, or why not",
            answers = ExplanationDocument.class)
    Answer why(AdminPerson person, AdminPermission permission) {
        return Answer.of(ExplanationDocument.of(explain.why(person.id(), permission.name())));
    }

    @GetMapping("/people/{person}/roles/{role}/why")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = PERSON,
            summary = "Explain why a person holds a role, or why not",
            answers = RoleExplanationDocument.class)
    Answer whyRole(AdminPerson person, AdminRole role) {
        return Answer.of(RoleExplanationDocument.of(explain.whyRole(person.id(), role.name())));
    }

    @GetMapping("/roles/{role}/permissions/{permission}/what-if-removed")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = EVERYTHING,
            summary = "Say who would lose a permission if the role lost it",
            answers = ConsequencesDocument.class)
    Answer withoutPermission(AdminRole role, AdminPermission permission) {
        return answer(new Loss.RoleLosesPermission(role.name(), permission.name()));
    }

    @GetMapping("/roles/{role}/roles/{member}/what-if-removed")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = EVERYTHING,
            summary = "Say who would lose a role if the role that contains it lost it",
            answers = ConsequencesDocument.class)
    Answer withoutMember(AdminRole role, AdminRole.Inner member) {
        return answer(new Loss.RoleLosesRole(role.name(), member.name()));
    }

    @GetMapping("/groups/{group}/roles/{role}/what-if-removed")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = EVERYTHING,
            summary = "Say who would lose a role if the group lost it",
            answers = ConsequencesDocument.class)
    Answer withoutGroupRole(AdminGroup group, AdminRole role) {
        return answer(new Loss.GroupLosesRole(group.id(), role.name()));
    }

    @GetMapping("/roles/{role}/what-if-removed")
    @Requires(
            value = ServerPermission.EXPLAIN_READ,
            over = EVERYTHING,
            summary = "Say who would lose a role if it were deleted",
            answers = ConsequencesDocument.class)
    Answer withoutRole(AdminRole role) {
        return answer(new Loss.RoleDeleted(role.name()));
    }

    private Answer answer(Loss loss) {
        return Answer.of(ConsequencesDocument.of(explain.whatIf(loss, null, SHOWN)));
    }
}
