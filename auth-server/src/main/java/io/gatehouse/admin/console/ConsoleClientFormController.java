package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.admin.ClientFacts;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Setting up an application by its kind, and changing one; both through the rules of registrations and no others. */
@Controller
@RequestMapping("/admin/clients")
final class ConsoleClientFormController {

    private final ClientRegistry clients;
    private final ClientAdministration administration;
    private final ConsoleApprovals approvals;
    private final ScopeCatalog scopes;
    private final GatehouseProperties server;

    ConsoleClientFormController(
            ClientRegistry clients,
            ClientAdministration administration,
            ConsoleApprovals approvals,
            ScopeCatalog scopes,
            GatehouseProperties server) {
        this.clients = clients;
        this.administration = administration;
        this.approvals = approvals;
        this.scopes = scopes;
        this.server = server;
    }

    /** A scope to choose; the API that it opens is the audience of the tokens. */
    record Choice(String name, String title, @Nullable String audience) {}

    @GetMapping("/new")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    ModelAndView askNew(@RequestParam(defaultValue = "") String kind) {
        return ClientKind.of(kind)
                .map(known -> wizard(known, ClientForm.of(known.blank(suggested(known))), new ClientFormProblems()))
                .orElseGet(() -> new ModelAndView("console/client-kinds")
                        .addObject(
                                "kinds",
                                Stream.of(ClientKind.values())
                                        .map(ClientKind::code)
                                        .toList()));
    }

    /** The answer shows the secret, this once. A form that is sent again meets its own identifier. */
    @PostMapping("/new")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    ModelAndView create(
            @RequestParam(defaultValue = "") String kind, @RequestParam MultiValueMap<String, String> sent) {
        ClientKind known = ClientKind.of(kind).orElseThrow(ConsoleInterceptor::nothing);
        ClientForm form = ClientForm.of(sent);
        ClientRegistration wanted = form.over(known.blank(form.clientId()));
        ClientFormProblems problems = ClientFormProblems.of(form, wanted, clients.problems(wanted));
        if (!problems.none()) {
            return wizard(known, form, problems);
        }
        Optional<ClientAdministration.Created> created = administration.create(wanted);
        if (created.isEmpty()) {
            return wizard(known, form, ClientFormProblems.taken(form.clientId()));
        }
        ClientRegistration client = created.get().details().registration();
        return new ModelAndView("console/client-created")
                .addObject("client", client)
                .addObject("secret", created.get().secret())
                .addObject("samples", ClientSamples.of(client, server.issuer().toString()));
    }

    @GetMapping("/client/edit")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    ModelAndView askEdit(@RequestParam(defaultValue = "") String id) {
        ClientDetails client = find(id);
        return editor(client, ClientForm.of(client.registration()), new ClientFormProblems());
    }

    /** Saves what was filled in, if nobody saved anything else since the form was opened; otherwise shows both. */
    @PostMapping("/client/edit")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    Object edit(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam MultiValueMap<String, String> sent) {
        ClientDetails client = find(id);
        ClientForm form = ClientForm.of(sent);
        ClientRegistration wanted = form.over(client.registration());
        ClientFormProblems problems = ClientFormProblems.of(form, wanted, clients.problems(wanted));
        if (!problems.none()) {
            // the version that was sent, so that nothing saved meanwhile is taken for seen
            return editor(client, form, problems).addObject("version", version);
        }
        if (version != client.version()) {
            return late(client, form, problems);
        }
        return approvals.submit(viewer, request, new ProposedChange.ChangeClient(wanted, version), () -> {
            boolean saved =
                    administration.change(viewer.actor(), wanted, version).isPresent();
            return saved
                    ? Done.CHANGED.at("/admin/clients/client?id=" + Done.encode(id))
                    : late(find(id), form, problems);
        });
    }

    /** What somebody else saved meanwhile, beside what was filled in. */
    private ModelAndView late(ClientDetails present, ClientForm form, ClientFormProblems problems) {
        ModelAndView page = editor(present, form, problems)
                .addObject(
                        "differences",
                        ClientFacts.differences(present.registration(), form.over(present.registration())));
        page.setStatus(HttpStatus.PRECONDITION_FAILED);
        return page;
    }

    private ModelAndView wizard(ClientKind kind, ClientForm form, ClientFormProblems problems) {
        return page("console/client-new", form, problems)
                .addObject("kind", kind.code())
                .addObject("service", kind == ClientKind.SERVICE)
                .addObject("open", form.methods().contains("none"))
                .addObject("choices", choices(kind == ClientKind.SERVICE, form.scopes()));
    }

    private ModelAndView editor(ClientDetails client, ClientForm form, ClientFormProblems problems) {
        return page("console/client-edit", form, problems)
                .addObject("client", client.registration())
                .addObject("version", client.version())
                .addObject(
                        "open",
                        client.registration().rights().authenticationMethods().contains("none"))
                .addObject("choices", choices(false, form.scopes()));
    }

    private static ModelAndView page(String view, ClientForm form, ClientFormProblems problems) {
        ModelAndView page = new ModelAndView(view).addObject("form", form).addObject("problems", problems);
        page.setStatus(problems.none() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }

    /** A service asks for nothing about a person: only scopes of APIs. What is chosen already is always shown. */
    private List<Choice> choices(boolean apis, List<String> chosen) {
        return scopes.all().stream()
                .filter(scope -> !apis || scope.resource() != null || chosen.contains(scope.name()))
                .map(ConsoleClientFormController::choice)
                .toList();
    }

    private static Choice choice(Scope scope) {
        return new Choice(scope.name(), scope.title(), scope.resource());
    }

    private static String suggested(ClientKind kind) {
        return kind.code() + "-"
                + RandomTokens.next().replaceAll("[_-]", "").substring(0, 10).toLowerCase(Locale.ROOT);
    }

    private ClientDetails find(String id) {
        return clients.details(id).orElseThrow(ConsoleInterceptor::nothing);
    }
}
