package io.gatehouse.protocol;

import io.gatehouse.shared.Endpoints;
import io.gatehouse.signingkey.SigningKeyService;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The public keys (RFC 7517). Caches may keep them for less time than a key is published before its first use, so a verifier
 * that trusts its cache never meets a token that it can't verify.
 */
@Controller
final class JwksController {

    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");

    private final SigningKeyService signingKeys;

    JwksController(SigningKeyService signingKeys) {
        this.signingKeys = signingKeys;
    }

    @GetMapping(Endpoints.JWKS)
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(
                        CacheControl.maxAge(signingKeys.publicKeysMaxAge()).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .body(signingKeys.publicKeysJson());
    }
}
