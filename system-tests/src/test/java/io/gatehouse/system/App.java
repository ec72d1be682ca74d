package io.gatehouse.system;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A confidential client of a test's realm file, and what it does in a code flow with PKCE. */
record App(String id, String secret) {

    static final String REDIRECT_URI = "https://app.example.com/callback";
    static final String VERIFIER = "system-test-verifier-system-test-verifier-0123456789";

    String basic() {
        String pair = Visitor.encode(id) + ":" + Visitor.encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** Asks for a code as the browser of somebody who signs in and agrees on the way. */
    String code(Visitor visitor, String email, String password, String scope) throws IOException, InterruptedException {
        HttpResponse<String> answer = visitor.get(authorizePath(scope));
        for (int step = 0; step < 8; step++) {
            String location = Visitor.location(answer);
            if (location.startsWith(REDIRECT_URI)) {
                return Visitor.parameter(location, "code");
            }
            if (!location.isEmpty()) {
                answer = visitor.get(location);
            } else if (answer.body().contains("name=\"password\"")) {
                answer = visitor.submit(answer, "/sign-in", Map.of("email", email, "password", password));
            } else {
                answer = visitor.submit(answer, "/consent", Map.of("decision", "allow"));
            }
        }
        throw new AssertionError("no code, but " + answer.statusCode() + " from " + answer.uri());
    }

    HttpResponse<String> redeem(Visitor visitor, String code) throws IOException, InterruptedException {
        return visitor.call(
                "/oauth2/token",
                this,
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT_URI,
                        "code_verifier", VERIFIER));
    }

    HttpResponse<String> refresh(Visitor visitor, String refreshToken) throws IOException, InterruptedException {
        return visitor.call(
                "/oauth2/token", this, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private String authorizePath(String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", scope);
        parameters.put("state", "state");
        parameters.put("nonce", "nonce");
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        return "/oauth2/authorize?" + Visitor.encode(parameters);
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
