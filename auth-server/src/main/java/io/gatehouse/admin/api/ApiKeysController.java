package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.signingkey.KeyInfo;
import io.gatehouse.signingkey.RotationResult;
import io.gatehouse.signingkey.SigningKeyRotation;
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

    private final SigningKeyRotation keys;
    private final AdminTrail trail;

    ApiKeysController(SigningKeyRotation keys, AdminTrail trail) {
        this.keys = keys;
        this.trail = trail;
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
            summary = "Let the next key sign in place of this one",
            dangerous = true,
            answers = KeyDocument.class,
            items = true)
    Answer rotate(AdminKey key, @JsonBody Rotation body, Once once) {
        return once.run(() -> {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(key.info().algorithm());
            boolean atOnce = Boolean.TRUE.equals(body.atOnce());
            RotationResult result = atOnce
                    ? keys.rotateAtOnce(algorithm, key.info().kid())
                    : keys.rotate(algorithm, key.info().kid());
            switch (result) {
                case ROTATED ->
                    trail.thing(
                            AuditAction.KEY_ROTATED,
                            "key",
                            key.info().kid(),
                            Map.of("at_once", Boolean.toString(atOnce)));
                case ALREADY_ROTATED -> throw ApiRefusal.conflict("This key does not sign any more.");
                case NEXT_TOO_YOUNG ->
                    throw ApiRefusal.conflict("The next key is not known everywhere yet; rotate at_once if you must.");
            }
            return Answer.of(
                    Map.of("items", keys.keys().stream().map(KeyDocument::of).toList()));
        });
    }
}
