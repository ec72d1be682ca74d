package io.gatehouse.consent;

import io.gatehouse.client.ClientPolicy;
import io.gatehouse.client.ClientService;
import io.gatehouse.session.SessionAuthentication;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signin.Interactions;
import io.gatehouse.trace.FlowName;
import io.gatehouse.trace.Step;
import io.gatehouse.trace.Traces;
import io.gatehouse.web.BrowserSecurity;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks a person what an application may receive, in words; the answer leads back to the authorization endpoint. */
@Controller
final class ConsentController {

    private final ConsentService consents;
    private final ClientService clients;
    private final ScopeWords scopes;
    private final Interactions interactions;
    private final Traces traces;

    ConsentController(
            ConsentService consents,
            ClientService clients,
            ScopeWords scopes,
            Interactions interactions,
            Traces traces) {
        this.consents = consents;
        this.clients = clients;
        this.scopes = scopes;
        this.interactions = interactions;
        this.traces = traces;
    }

    @GetMapping("/consent")
    String ask(
            @RequestParam("continue") String wayBack,
            @CurrentSecurityContext SecurityContext context,
            HttpServletRequest http,
            Locale locale,
            Model model) {
        ConsentRequest request = parse(wayBack);
        RegisteredClient client = client(request);
        SsoSession session = session(context);
        model.addAttribute("clientName", client.getClientName());
        model.addAttribute("policy", ClientPolicy.of(client));
        model.addAttribute("scopes", scopes.of(request.scopes(), locale));
        model.addAttribute("email", session.email());
        model.addAttribute("continue", wayBack);
        BrowserSecurity.allowFormsToReach(http, request.redirectUri());
        return "consent/consent";
    }

    @PostMapping("/consent")
    ResponseEntity<Void> answer(
            @RequestParam("continue") String wayBack,
            @RequestParam String decision,
            @CurrentSecurityContext SecurityContext context) {
        ConsentRequest request = parse(wayBack);
        RegisteredClient client = client(request);
        boolean allowed = "allow".equals(decision);
        SsoSession who = session(context);
        traces.add(Step.of(Step.Kind.CONSENT, allowed ? Step.Outcome.DONE : Step.Outcome.REFUSED)
                .flow(FlowName.of(Interactions.query(wayBack)))
                .client(client.getClientId())
                .account(who.accountId().value())
                .session(who.sid())
                .fact("asked", request.scopes()));
        if (!allowed) {
            return SeeOther.to(interactions.denied(wayBack));
        }
        if (!client.getScopes().containsAll(request.scopes())) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "consent to a scope that client " + client.getId() + " may not ask for");
        }
        consents.allow(who.accountId(), client.getClientId(), request.scopes());
        return SeeOther.to(wayBack);
    }

    private static ConsentRequest parse(String wayBack) {
        try {
            return ConsentRequest.parse(wayBack);
        } catch (IllegalArgumentException e) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "consent page without a request to return to", e);
        }
    }

    private RegisteredClient client(ConsentRequest request) {
        return clients.find(request.clientId())
                .orElseThrow(() -> new GatehouseException(ErrorCode.INVALID_REQUEST, "consent for an unknown client"));
    }

    private static SsoSession session(SecurityContext context) {
        @Nullable Object authentication = context.getAuthentication();
        if (authentication instanceof SessionAuthentication signedIn) {
            return signedIn.session();
        }
        throw new GatehouseException(ErrorCode.INVALID_REQUEST, "consent without a session");
    }
}
