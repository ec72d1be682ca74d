package io.gatehouse.notes.security;

import static io.gatehouse.notes.TestTokens.RESOURCE;
import static io.gatehouse.notes.TestTokens.accessToken;
import static io.gatehouse.notes.TestTokens.boundToken;
import static io.gatehouse.notes.TestTokens.proof;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.gatehouse.notes.NotesApiTest;
import io.gatehouse.notes.StubIssuer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-35")
class ProofOfPossessionTests extends NotesApiTest {

    private final ECKey key = StubIssuer.ecKey("client");
    private final String token = boundToken(ISSUER, somebody(), key);

    @Test
    void requestWhenProofFitsThenAccepted() {
        assertThat(request(token, proof(key, "GET", RESOURCE + "/notes", token)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void requestWhenBoundTokenComesAsBearerThenInvalidToken() {
        HttpResponse<String> response = get("/notes", token);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response)).startsWith("Bearer error=\"invalid_token\"");
    }

    @Test
    void requestWhenProofIsReplayedThenRefused() {
        String proof = proof(key, "GET", RESOURCE + "/notes", token);
        assertThat(request(token, proof).statusCode()).isEqualTo(200);
        assertInvalidProof(request(token, proof));
    }

    @Test
    void requestWhenProofIsForAnotherRequestThenRefused() {
        assertInvalidProof(request(token, proof(key, "POST", RESOURCE + "/notes", token)));
        assertInvalidProof(request(token, proof(key, "GET", RESOURCE + "/notes/secret", token)));
        assertInvalidProof(request(token, proof(key, "GET", "http://127.0.0.1:" + port + "/notes", token)));
    }

    @Test
    void requestWhenProofIsForAnotherTokenOrKeyThenRefused() {
        assertInvalidProof(request(token, proof(key, "GET", RESOURCE + "/notes", token + "x")));
        assertInvalidProof(request(token, proof(StubIssuer.ecKey("thief"), "GET", RESOURCE + "/notes", token)));
    }

    @Test
    void requestWhenTokenIsNotBoundThenProofDoesNotHelp() {
        String bearer = accessToken(ISSUER, somebody());
        assertInvalidProof(request(bearer, proof(key, "GET", RESOURCE + "/notes", bearer)));
    }

    @Test
    void requestWhenProofIsMissingThenRefused() {
        HttpResponse<String> response = send("/notes", request -> request.header("Authorization", "DPoP " + token));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(challenge(response)).startsWith("DPoP error=\"invalid_request\"");
    }

    @Test
    @Tag("attack-29")
    void requestWhenBoundTokenIsRevokedThenRefused() {
        ISSUER.revoked.add(token);
        HttpResponse<String> response = request(token, proof(key, "GET", RESOURCE + "/notes", token));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response)).startsWith("DPoP error=\"invalid_token\"");
    }

    private HttpResponse<String> request(String presented, String proof) {
        return send(
                "/notes",
                request -> request.header("Authorization", "DPoP " + presented).header("DPoP", proof));
    }

    private static void assertInvalidProof(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response))
                .startsWith("DPoP error=\"invalid_dpop_proof\"")
                .contains("algs=\"ES256 ", "resource_metadata=\"");
        assertThat(json(response)).containsEntry("code", "invalid_dpop_proof");
    }
}
