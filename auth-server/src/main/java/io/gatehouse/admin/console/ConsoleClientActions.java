package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
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

    ConsoleClientActions(ClientRegistry clients, ClientAdministration administration) {
        this.clients = clients;
        this.administration = administration;
    }

    @PostMapping("/disable")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, dangerous = true, formAbove = true)
    ResponseEntity<Void> disable(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "0") long version) {
        turn(id, version, true);
        return Done.APP_DISABLED.at(path(id));
    }

    @PostMapping("/enable")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, dangerous = true, formAbove = true)
    ResponseEntity<Void> enable(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "0") long version) {
        turn(id, version, false);
        return Done.APP_ENABLED.at(path(id));
    }

    @PostMapping("/end-secret")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, dangerous = true, formAbove = true)
    ResponseEntity<Void> endSecret(
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String secret) {
        UUID known = ConsoleGuard.uuid(secret).orElseThrow(ConsoleInterceptor::nothing);
        if (!administration.revokeSecret(find(id).registration().id(), known)) {
            throw ConsoleInterceptor.nothing();
        }
        return Done.SECRET_ENDED.at(path(id));
    }

    @GetMapping("/delete")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, dangerous = true)
    ModelAndView askDelete(@RequestParam(defaultValue = "") String id) {
        return deletion(find(id), false);
    }

    /** Only for somebody who wrote down what is about to go. */
    @PostMapping("/delete")
    @Needs(value = ServerPermission.CLIENTS_WRITE, over = Needs.Over.EVERYTHING, dangerous = true)
    Object delete(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String typed) {
        ClientDetails client = find(id);
        if (!typed.strip().equals(client.registration().id())) {
            return deletion(client, true);
        }
        if (!administration.delete(id, version)) {
            throw changed();
        }
        return Done.APP_DELETED.at("/admin/clients");
    }

    private static ModelAndView deletion(ClientDetails client, boolean wrong) {
        ModelAndView page = new ModelAndView("console/client-delete")
                .addObject("client", client.registration())
                .addObject("version", client.version())
                .addObject("wrong", wrong);
        page.setStatus(wrong ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private void turn(String id, long version, boolean disabled) {
        ClientRegistration now = find(id).registration();
        ClientRegistration then = new ClientRegistration(
                now.id(), now.name(), now.rights(), now.uris(), now.keys(), now.tokens(), now.secrets(), disabled);
        if (administration.change(then, version).isEmpty()) {
            throw changed();
        }
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
