package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.acting.ImpersonationProperties;
import io.gatehouse.session.SessionProperties;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.token.TokenProperties;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The settings that a running server may tell: each named here, none of them a secret. */
@Controller
@RequestMapping(ApiPaths.V1 + "/settings")
final class ApiSettingsController {

    private final GatehouseProperties server;
    private final TokenProperties token;
    private final SessionProperties session;
    private final FourEyesProperties fourEyes;
    private final ImpersonationProperties acting;

    ApiSettingsController(
            GatehouseProperties server,
            TokenProperties token,
            SessionProperties session,
            FourEyesProperties fourEyes,
            ImpersonationProperties acting) {
        this.server = server;
        this.token = token;
        this.session = session;
        this.fourEyes = fourEyes;
        this.acting = acting;
    }

    @GetMapping
    @Requires(value = ServerPermission.SETTINGS_READ, over = EVERYTHING, summary = "Read settings")
    Answer read() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("gatehouse.issuer", server.issuer().toString());
        all.put("gatehouse.demo", server.demo());
        all.put("gatehouse.token.code-lifetime", token.codeLifetime().toString());
        all.put("gatehouse.token.id-token-lifetime", token.idTokenLifetime().toString());
        all.put("gatehouse.token.refresh-grace", token.refreshGrace().toString());
        all.put("gatehouse.token.keep-after-expiry", token.keepAfterExpiry().toString());
        all.put("gatehouse.session.idle", session.idle().toString());
        all.put("gatehouse.session.lifetime", session.lifetime().toString());
        all.put("gatehouse.session.remember-for", session.rememberFor().toString());
        all.put(
                "gatehouse.admin.four-eyes",
                fourEyes.fourEyes().stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        all.put("gatehouse.admin.proposal-lifetime", fourEyes.proposalLifetime().toString());
        all.put("gatehouse.admin.impersonation", acting.impersonation());
        all.put(
                "gatehouse.admin.impersonation-lifetime",
                acting.impersonationLifetime().toString());
        return Answer.of(Map.of("settings", all));
    }
}
