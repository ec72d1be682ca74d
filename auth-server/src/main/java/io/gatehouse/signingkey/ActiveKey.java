package io.gatehouse.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key that signs, with its signer and its encoded headers kept ready. */
final class ActiveKey {

    private final String kid;
    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;
    private final Map<String, Header> headers = new ConcurrentHashMap<>();

    ActiveKey(String kid, JWSAlgorithm algorithm, JWSSigner signer) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.signer = signer;
    }

    String kid() {
        return kid;
    }

    /** The compact serialization of RFC 7515 section 7.1. */
    String sign(JWTClaimsSet claims, String typ) {
        Header header = headers.computeIfAbsent(typ, this::header);
        Base64URL payload = Base64URL.encode(claims.toPayload().toBytes());
        String input = header.encoded() + payload;
        try {
            return input + '.' + signer.sign(header.header(), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException("Key " + kid + " did not sign", e);
        }
    }

    private Header header(String typ) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .keyID(kid)
                .type(new JOSEObjectType(typ))
                .build();
        return new Header(header, header.toBase64URL() + ".");
    }

    private record Header(JWSHeader header, String encoded) {}
}
