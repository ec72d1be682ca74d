package io.gatehouse.protocol;

import io.gatehouse.signin.Interactions;
import io.gatehouse.token.Grant;
import io.gatehouse.trace.FlowName;
import io.gatehouse.trace.Step;
import io.gatehouse.trace.Traces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** Notes what came of each authorization request, and why. */
final class AuthorizationTrail {

    private final Traces traces;

    AuthorizationTrail(Traces traces) {
        this.traces = traces;
    }

    /**
     * What an answer does not tell by itself.
     *
     * @param beyond the scopes that the client may not ask for
     */
    record Details(
            String flow,
            Set<String> scopes,
            List<String> beyond,
            @Nullable Grant grant) {

        static Details of(AuthorizationRequest request) {
            return new Details(flow(request), request.scopes(), beyond(request), null);
        }

        static Details of(AuthorizationRequest request, Grant grant) {
            return new Details(flow(request), request.scopes(), List.of(), grant);
        }

        private static String flow(AuthorizationRequest request) {
            return FlowName.of(request.canonicalQuery(Interactions.PARAMETER));
        }

        private static List<String> beyond(AuthorizationRequest request) {
            return request.scopes().stream()
                    .filter(scope -> !request.client().getScopes().contains(scope))
                    .toList();
        }
    }

    void issued(OAuth2AuthorizationCodeRequestAuthenticationToken answer) {
        Step step = Step.of(Step.Kind.AUTHORIZE, Step.Outcome.DONE).client(answer.getClientId());
        if (answer.getDetails() instanceof Details details) {
            step.flow(details.flow()).fact("asked", details.scopes());
            Grant grant = details.grant();
            if (grant != null) {
                step.grant(grant.id())
                        .session(grant.sid())
                        .account(grant.subject().value())
                        .fact("granted", grant.scopes())
                        .fact("audience", grant.resource())
                        .fact("acr", grant.authentication().acr())
                        .fact("amr", grant.authentication().amr());
            }
        }
        traces.add(step);
    }

    void asked(InteractionRequiredException question) {
        Details details = Details.of(question.request());
        String path = question.path();
        int query = path.indexOf('?');
        traces.add(Step.of(Step.Kind.AUTHORIZE, Step.Outcome.ASKED)
                .client(question.request().client().getClientId())
                .flow(details.flow())
                .fact("asked", details.scopes())
                .fact("page", query < 0 ? path : path.substring(0, query))
                .fact("because", question.because()));
    }

    void refused(
            HttpServletRequest request,
            OAuth2Error error,
            @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken answer) {
        Step step = Step.of(Step.Kind.AUTHORIZE, Step.Outcome.REFUSED)
                .client(answer == null ? request.getParameter("client_id") : answer.getClientId())
                .fact("error", error.getErrorCode())
                .fact("description", error.getDescription());
        if (answer != null && answer.getDetails() instanceof Details details) {
            step.flow(details.flow()).fact("asked", details.scopes()).fact("not-allowed", details.beyond());
        }
        traces.add(step);
    }
}
