package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done to an application as a whole: switched off and on, a secret ended, deleted for good. */
@Controller
@RequestMapping("/admin/clients/client")
final class ConsoleClientActions {

    private final ClientRegistry clients;
    private final ClientAdministration administration;
    private final ConsoleApprovals approvals;

    ConsoleClientActions(ClientRegistry clients, ClientAdministration administration, ConsoleApprovals approvals) {
        this.clients = clients;
        this.administration = administration;
        this.approvals = approvals;
    }

    @PostMapping("/disable")
    @Needs(
            value = ServerPermission.CLIENTS_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            formAbove = true)
    Object disable(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version) {
        return turn(viewer, request, turned(id, version, true), Done.APP_DISABLED);
    }

    @PostMapping("/enable")
    @Needs(
            value = ServerPermission.CLIENTS_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            formAbove = true)
    Object enable(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version) {
        return turn(viewer, request, turned(id, version, false), Done.APP_ENABLED);
    }

    @PostMapping("/end-secret")
    @Needs(
            value = ServerPermission.CLIENTS_WRITE,
            over = Needs.Over.EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            formAbove = true)
    ResponseEntity<Void> endSecret(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String secret) {
        UUID known = ConsoleGuard.uuid(secret).orElseThrow(ConsoleInterceptor::nothing);
        if (!administration.revokeSecret(find(id).registration().id(), known)) {
            throw ConsoleInterceptor.nothing();
        }
        return Done.SECRET_ENDED.at(path(id));
    }

    @GetMapping("/delete")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    ModelAndView askDelete(@RequestParam(defaultValue = "") String id) {
        return deletion(find(id), false);
    }

    /** Only for somebody who wrote down what is about to go. */
    @PostMapping("/delete")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, does = Deed.CHANGE_CLIENT)
    Object delete(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String typed) {
        ClientDetails client = find(id);
        if (!typed.strip().equals(client.registration().id())) {
            return deletion(client, true);
        }
        return approvals.submit(viewer, request, new ProposedChange.DeleteClient(id, version), () -> {
            if (!administration.delete(viewer.actor(), id, version)) {
                throw changed();
            }
            return Done.APP_DELETED.at("/admin/clients");
        });
    }

    private static ModelAndView deletion(ClientDetails client, boolean wrong) {
        ModelAndView page = new ModelAndView("console/client-delete")
                .addObject("client", client.registration())
                .addObject("version", client.version())
                .addObject("wrong", wrong);
        page.setStatus(wrong ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private ProposedChange.ChangeClient turned(String id, long version, boolean disabled) {
        ClientRegistration now = find(id).registration();
        ClientRegistration then = new ClientRegistration(
                now.id(), now.name(), now.rights(), now.uris(), now.keys(), now.tokens(), now.secrets(), disabled);
        return new ProposedChange.ChangeClient(then, version);
    }

    private Object turn(Viewer viewer, HttpServletRequest request, ProposedChange.ChangeClient change, Done done) {
        return approvals.submit(viewer, request, change, () -> {
            if (administration
                    .change(viewer.actor(), change.registration(), change.version())
                    .isEmpty()) {
                throw changed();
            }
            return done.at(path(change.registration().id()));
        });
    }

    private static GatehouseException changed() {
        return new GatehouseException(ErrorCode.VERSION_CHANGED, "the application was changed meanwhile");
    }

    private static String path(String id) {
        return "/admin/clients/client?id=" + Done.encode(id);
    }

    private ClientDetails find(String id) {
        return clients.details(id).orElseThrow(ConsoleInterceptor::nothing);
    }
}
