package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientQuery;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.client.TokenRules;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.token.GrantHistory;
import io.gatehouse.token.ScopeUse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Applications: how they are set up, how safely, how to connect them, and new secrets for them. */
@Controller
@RequestMapping("/admin/clients")
final class ConsoleClientsController {

    /** How many days the old secrets may go on. */
    private static final Set<Integer> OVERLAPS = Set.of(0, 1, 7, 30);

    private final ClientRegistry clients;
    private final ClientAdministration administration;
    private final ConsoleApprovals approvals;
    private final GrantHistory grants;
    private final GatehouseProperties server;

    ConsoleClientsController(
            ClientRegistry clients,
            ClientAdministration administration,
            ConsoleApprovals approvals,
            GrantHistory grants,
            GatehouseProperties server) {
        this.clients = clients;
        this.administration = administration;
        this.approvals = approvals;
        this.grants = grants;
        this.server = server;
    }

    /** A line of the list; secrets are not looked at for it. */
    record Row(String id, String name, boolean disabled, String kind) {

        static Row of(ClientDetails client) {
            ClientRegistration registration = client.registration();
            return new Row(registration.id(), registration.name(), registration.disabled(), kind(registration));
        }

        static String kind(ClientRegistration client) {
            if (client.rights().authenticationMethods().contains("none")) {
                return "public";
            }
            return client.rights().grantTypes().contains("authorization_code") ? "web" : "service";
        }
    }

    /** How long tokens live, in words. */
    record Spans(String access, String idle, String max) {

        static Spans of(TokenRules rules) {
            return new Spans(
                    Span.text(rules.accessTokenLifetime()),
                    Span.text(rules.refreshTokenIdle()),
                    Span.text(rules.refreshTokenMax()));
        }
    }

    /** That there is a secret, and since when. */
    record Secret(String id, Moment since, @Nullable Moment until, boolean live) {}

    @GetMapping
    @Needs(value = ServerPermission.CLIENTS_READ, over = Needs.Over.EVERYTHING)
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        String prefix = q.strip();
        List<ClientDetails> found = clients.list(new ClientQuery(
                prefix.isEmpty() ? null : prefix, null, false, after.isEmpty() ? null : after, Paging.SIZE + 1));
        model.addAttribute(
                "clients",
                Paging.of(found, Row::of, client -> client.registration().id()));
        model.addAttribute("q", prefix);
        model.addAttribute("write", viewer.mayAll(ServerPermission.CLIENTS_WRITE));
        return "console/clients";
    }

    @GetMapping("/client")
    @Needs(value = ServerPermission.CLIENTS_READ, over = Needs.Over.EVERYTHING)
    String client(Viewer viewer, @RequestParam(defaultValue = "") String id, Model model) {
        ClientDetails client = find(id);
        model.addAttribute("client", client.registration());
        model.addAttribute("kind", Row.kind(client.registration()));
        model.addAttribute("created", viewer.moment(client.createdAt()));
        model.addAttribute("updated", viewer.moment(client.updatedAt()));
        model.addAttribute("grade", ClientGrade.of(client, use(client, viewer), viewer.now()));
        model.addAttribute("version", client.version());
        model.addAttribute("spans", Spans.of(client.registration().tokens()));
        model.addAttribute(
                "secrets",
                client.secrets().stream()
                        .map(one -> new Secret(
                                one.id().toString(),
                                viewer.moment(one.createdAt()),
                                viewer.momentOrNull(one.expiresAt()),
                                ClientGrade.live(one, viewer.now())))
                        .toList());
        model.addAttribute(
                "samples",
                ClientSamples.of(client.registration(), server.issuer().toString()));
        model.addAttribute("write", viewer.mayAll(ServerPermission.CLIENTS_WRITE));
        return "console/client";
    }

    @GetMapping("/secret")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    String askRotate(@RequestParam(defaultValue = "") String id, Model model) {
        ClientRegistration client = secretive(id);
        String query = "?id=" + Done.encode(client.id());
        return new Confirmation(
                        "secret", client.name(), "/admin/clients/secret" + query, "/admin/clients/client" + query)
                .page(List.of("1", "2"), model);
    }

    /** The answer shows the secret, this once: it must not be kept anywhere. */
    @PostMapping("/secret")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    Object rotate(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "7") int overlap,
            Model model) {
        ClientRegistration client = secretive(id);
        Duration rest = Duration.ofDays(OVERLAPS.contains(overlap) ? overlap : 7);
        ProposedChange change = new ProposedChange.MakeSecret(client.id(), find(id).version(), rest.toSeconds());
        return approvals.submit(viewer, request, change, () -> {
            model.addAttribute("secret", administration.rotateSecret(viewer.actor(), client.id(), rest));
            model.addAttribute("client", client);
            model.addAttribute("days", rest.toDays());
            return "console/secret";
        });
    }

    private ScopeUse use(ClientDetails client, Viewer viewer) {
        return grants.scopesOf(client.registration().id(), viewer.now().minus(ClientGrade.LOOKED_BACK));
    }

    private ClientDetails find(String id) {
        return clients.details(id).orElseThrow(ConsoleInterceptor::nothing);
    }

    private ClientRegistration secretive(String id) {
        ClientRegistration client = find(id).registration();
        if (!client.usesSecret()) {
            throw ConsoleInterceptor.nothing();
        }
        return client;
    }
}
