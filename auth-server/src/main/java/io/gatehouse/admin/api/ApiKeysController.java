package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.Actor;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.KeyAdministration;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.signingkey.KeyInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The keys that sign tokens. */
@Controller
@RequestMapping(ApiPaths.V1 + "/keys")
final class ApiKeysController {

    private final KeyAdministration keys;
    private final Approvals approvals;

    ApiKeysController(KeyAdministration keys, Approvals approvals) {
        this.keys = keys;
        this.approvals = approvals;
    }

    /** A signing key in the API. */
    record KeyDocument(
            @Example("\"k1\"") String kid,
            @Example("\"ES256\"") String algorithm,
            @Example("\"active\"") String state,
            @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
            @Example("\"2026-02-28T12:00:00Z\"") @Nullable String activatedAt) {

        static KeyDocument of(KeyInfo info) {
            return new KeyDocument(
                    info.kid(),
                    info.algorithm(),
                    info.state(),
                    info.createdAt().toString(),
                    info.activatedAt() == null ? null : info.activatedAt().toString());
        }
    }

    /** How to rotate; at once for a key that was stolen. */
    record Rotation(@Example("false") @Nullable Boolean atOnce) {}

    @GetMapping
    @Requires(
            value = ServerPermission.KEYS_READ,
            over = EVERYTHING,
            summary = "List the signing keys",
            answers = KeyDocument.class,
            items = true)
    Answer list() {
        return Answer.of(
                Map.of("items", keys.keys().stream().map(KeyDocument::of).toList()));
    }

    @PostMapping(path = "/{key}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.KEYS_ROTATE,
            over = EVERYTHING,
            does = Deed.ROTATE_KEY,
            summary = "Let the next key sign in place of this one",
            parameters = Approvals.REASON,
            answers = KeyDocument.class,
            items = true)
    Answer rotate(AdminKey key, @JsonBody Rotation body, Once once, Scoped scoped, HttpServletRequest request) {
        boolean atOnce = Boolean.TRUE.equals(body.atOnce());
        ProposedChange change = new ProposedChange.RotateKey(key.info().kid(), atOnce);
        return once.run(() -> approvals.submit(
                scoped, request, change, () -> rotate(scoped.caller().actor(), key.info(), atOnce)));
    }

    private Answer rotate(Actor actor, KeyInfo key, boolean atOnce) {
        switch (keys.rotate(actor, key, atOnce)) {
            case ROTATED -> {}
            case ALREADY_ROTATED -> throw ApiRefusal.conflict("This key does not sign any more.");
            case NEXT_TOO_YOUNG ->
                throw ApiRefusal.conflict("The next key is not known everywhere yet; rotate at_once if you must.");
        }
        return list();
    }
}
