package io.gatehouse.demo;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.demo.StubServer.Reply;
import io.gatehouse.demo.StubServer.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider that plays by the rules until a test tells it not to. */
final class StubIssuer {

    private static final Reply ALICE = Reply.json(200, "{\"sub\":\"alice-1\",\"name\":\"Alice <b>Liddell</b>\"}");

    final Set<String> secrets = ConcurrentHashMap.newKeySet();
    final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    final StubServer server = new StubServer();
    final StubKeys keys = new StubKeys();
    private final Clock clock;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    /** What a test may bend. */
    volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};

    volatile UnaryOperator<Map<String, String>> answer = UnaryOperator.identity();
    volatile String algorithm = "RS256";
    volatile boolean refreshRefused;
    volatile int expiresIn = 300;
    /** Nothing makes the connection break. */
    volatile @Nullable Reply userinfo = ALICE;

    StubIssuer(Clock clock) {
        this.clock = clock;
        server.on("/.well-known/openid-configuration", request -> Reply.json(200, metadata()));
        server.on("/jwks", request -> Reply.json(200, keys.publicJson()));
        server.on("/authorize", this::authorize);
        server.on("/token", this::token);
        server.on("/userinfo", request -> userinfo());
        server.on("/introspect", this::introspect);
        server.on("/revoke", request -> new Reply(200, Map.of(), ""));
        server.on("/logout", this::logout);
    }

    void reset() {
        claims = builder -> {};
        answer = UnaryOperator.identity();
        algorithm = "RS256";
        refreshRefused = false;
        expiresIn = 300;
        userinfo = ALICE;
        tokenRequests.clear();
    }

    private Reply userinfo() throws IOException {
        Reply reply = userinfo;
        if (reply == null) {
            throw new IOException("broken on purpose");
        }
        return reply;
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/jwks","userinfo_endpoint":"%1$s/userinfo","introspection_endpoint":"%1$s/introspect",
                "revocation_endpoint":"%1$s/revoke","end_session_endpoint":"%1$s/logout",
                "authorization_response_iss_parameter_supported":true}""".formatted(server.url());
    }

    private Reply authorize(Request request) {
        Map<String, String> asked = request.query();
        String code = secret("code");
        codes.put(code, asked);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", code);
        parameters.put("state", asked.getOrDefault("state", ""));
        parameters.put("iss", server.url());
        return redirect(asked.getOrDefault("redirect_uri", ""), answer.apply(parameters));
    }

    private Reply logout(Request request) {
        Map<String, String> asked = request.query();
        return redirect(
                asked.getOrDefault("post_logout_redirect_uri", ""), Map.of("state", asked.getOrDefault("state", "")));
    }

    private Reply introspect(Request request) {
        // Repeats the token on purpose: the app must not show what a provider echoes.
        return Reply.json(
                200,
                "{\"active\":true,\"echo\":\"token %s\"}"
                        .formatted(request.form().get("token")));
    }

    private Reply token(Request request) {
        Map<String, String> form = new LinkedHashMap<>(request.form());
        form.put("authorization", String.valueOf(request.authorization()));
        tokenRequests.add(form);
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> {
                Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
                String verifier = form.getOrDefault("code_verifier", "");
                secrets.add(verifier);
                boolean right = asked != null && challenge(verifier).equals(asked.get("code_challenge"));
                yield right ? tokens(asked, true) : error("invalid_grant");
            }
            case "refresh_token" -> refreshRefused ? error("invalid_grant") : tokens(Map.of(), true);
            case "client_credentials" -> tokens(Map.of(), false);
            default -> error("unsupported_grant_type");
        };
    }

    private Reply tokens(Map<String, String> asked, boolean person) {
        List<String> members = new ArrayList<>();
        members.add("\"token_type\":\"bearer\"");
        members.add("\"expires_in\":" + expiresIn);
        members.add("\"access_token\":\"" + keys.sign("RS256", accessClaims()) + "\"");
        if (person) {
            members.add("\"refresh_token\":\"" + secret("refresh") + "\"");
        }
        if (asked.containsKey("nonce")) {
            String id = keys.sign(algorithm, idClaims(asked));
            secrets.add(id);
            members.add("\"id_token\":\"" + id + "\"");
        }
        String body = "{" + String.join(",", members) + "}";
        secrets.addAll(StubKeys.tokensIn(body));
        return Reply.json(200, body);
    }

    private JWTClaimsSet accessClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(server.url())
                .subject("alice-1")
                .audience("notes")
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    private JWTClaimsSet idClaims(Map<String, String> asked) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(server.url())
                .subject("alice-1")
                .audience(asked.get("client_id"))
                .claim("nonce", asked.get("nonce"))
                .claim("auth_time", clock.instant().getEpochSecond())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)));
        claims.accept(builder);
        return builder.build();
    }

    private String secret(String prefix) {
        String value = prefix + "-" + UUID.randomUUID();
        secrets.add(value);
        return value;
    }

    private static Reply redirect(String target, Map<String, String> parameters) {
        StringBuilder url = new StringBuilder(target);
        String separator = "?";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            url.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = "&";
        }
        return new Reply(302, Map.of("Location", url.toString()), "");
    }

    private static Reply error(String code) {
        return Reply.json(400, "{\"error\":\"" + code + "\"}");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
