package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signingkey.SigningKeyService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what a pasted token says and whether it holds. It is neither logged nor sent back in the form. */
@Controller
@RequestMapping("/admin/token")
final class ConsoleTokenController {

    private final SigningKeyService keys;
    private final GatehouseProperties server;

    ConsoleTokenController(SigningKeyService keys, GatehouseProperties server) {
        this.keys = keys;
        this.server = server;
    }

    @GetMapping
    @Needs(value = ServerPermission.CLIENTS_READ, over = Needs.Over.EVERYTHING)
    String ask() {
        return "console/token";
    }

    @PostMapping
    @Needs(value = ServerPermission.CLIENTS_READ, over = Needs.Over.EVERYTHING)
    String read(Viewer viewer, @RequestParam(defaultValue = "") String token, Model model) {
        TokenReading reading =
                TokenReading.of(token.strip(), keys, server.issuer().toString(), viewer.now());
        model.addAttribute("reading", reading);
        model.addAttribute("unreadable", reading == null);
        return "console/token";
    }
}
