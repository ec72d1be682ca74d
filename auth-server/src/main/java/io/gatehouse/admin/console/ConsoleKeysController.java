package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.KeyAdministration;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signingkey.KeyInfo;
import io.gatehouse.signingkey.RotationResult;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing keys: which there are, how old they are, and letting the next one take over. */
@Controller
@RequestMapping("/admin/keys")
final class ConsoleKeysController {

    private final KeyAdministration keys;
    private final ConsoleApprovals approvals;

    ConsoleKeysController(KeyAdministration keys, ConsoleApprovals approvals) {
        this.keys = keys;
        this.approvals = approvals;
    }

    /** A line of the list; the age in whole days. */
    record Row(
            String kid,
            String algorithm,
            String state,
            long days,
            @Nullable Moment activated) {

        static Row of(KeyInfo key, Viewer viewer) {
            Instant since = key.activatedAt() == null ? key.createdAt() : key.activatedAt();
            return new Row(
                    key.kid(),
                    key.algorithm(),
                    key.state(),
                    Duration.between(since, viewer.now()).toDays(),
                    viewer.momentOrNull(key.activatedAt()));
        }
    }

    @GetMapping
    @Needs(value = ServerPermission.KEYS_READ, over = Needs.Over.EVERYTHING)
    String list(Viewer viewer, Model model) {
        model.addAttribute(
                "keys", keys.keys().stream().map(key -> Row.of(key, viewer)).toList());
        model.addAttribute("rotate", viewer.mayAll(ServerPermission.KEYS_ROTATE));
        return "console/keys";
    }

    @GetMapping("/rotate")
    @Needs(value = ServerPermission.KEYS_ROTATE, over = Needs.Over.EVERYTHING, does = Deed.ROTATE_KEY)
    String askRotate(@RequestParam(defaultValue = "") String kid, Model model) {
        KeyInfo key = find(kid);
        return new Confirmation(
                        "rotate-key",
                        key.algorithm(),
                        "/admin/keys/rotate?kid=" + Done.encode(key.kid()),
                        "/admin/keys")
                .page(List.of("1", "2", "3"), model);
    }

    @PostMapping("/rotate")
    @Needs(value = ServerPermission.KEYS_ROTATE, over = Needs.Over.EVERYTHING, does = Deed.ROTATE_KEY)
    Object rotate(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String kid,
            @RequestParam(name = "at_once", defaultValue = "false") boolean atOnce) {
        KeyInfo key = find(kid);
        return approvals.submit(viewer, request, new ProposedChange.RotateKey(key.kid(), atOnce), () -> {
            RotationResult result = keys.rotate(viewer.actor(), key, atOnce);
            if (result != RotationResult.ROTATED) {
                throw new GatehouseException(ErrorCode.CONFLICT, "signing key not rotated: " + result);
            }
            return Done.ROTATED.at("/admin/keys");
        });
    }

    private KeyInfo find(String kid) {
        return keys.find(kid).orElseThrow(ConsoleInterceptor::nothing);
    }
}
