package io.gatehouse.grant;

import io.gatehouse.token.Grant;
import io.gatehouse.token.GrantedTokens;
import io.gatehouse.trace.Step;
import io.gatehouse.trace.Traces;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Notes the tokens that were given: for which scopes of those granted, and what the client's rules left out of them. */
final class GrantTrail {

    private final Traces traces;

    GrantTrail(Traces traces) {
        this.traces = traces;
    }

    /** Returns the tokens themselves. */
    GrantedTokens note(AuthorizationGrantType type, RegisteredClient client, Set<String> asked, GrantedTokens tokens) {
        Step step = Step.of(Step.Kind.TOKEN, Step.Outcome.DONE)
                .client(client.getClientId())
                .fact("grant_type", type.getValue())
                .fact("asked", asked)
                .fact("granted", tokens.scopes());
        tokens.basis().leftOut().forEach((rule, names) -> step.fact("left-out-" + rule, names));
        Grant grant = tokens.basis().grant();
        if (grant != null) {
            step.grant(grant.id())
                    .session(grant.sid())
                    .account(grant.subject().value())
                    .fact(
                            "dropped",
                            grant.scopes().stream()
                                    .filter(scope -> !tokens.scopes().contains(scope))
                                    .toList());
        }
        traces.add(step);
        return tokens;
    }
}
