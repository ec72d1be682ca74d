package io.gatehouse.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.token.ScopeUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How safely an application is set up, as a letter. */
final class ClientGradeTests {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void gradeWhenNothingToMendThenBest() {
        assertThat(grade("client_secret_basic", true, "https://app.example.com/cb", Duration.ofDays(3)))
                .isEqualTo(new ClientGrade("A", List.of()));
    }

    @Test
    void gradeWhenPublicWithoutPkceThenSerious() {
        ClientGrade grade = grade("none", false, "https://app.example.com/cb", Duration.ofDays(3));
        assertThat(grade.letter()).isEqualTo("D");
        assertThat(grade.findings()).containsExactly(new Finding("pkce", true, ""));
    }

    @Test
    void gradeWhenWildcardAndPlainHttpThenWorst() {
        assertThat(grade("client_secret_basic", true, "https://*.example.com/cb", Duration.ofDays(3))
                        .letter())
                .isEqualTo("D");
        ClientGrade grade = grade("none", false, "http://app.example.com/cb", Duration.ofDays(3));
        assertThat(grade.letter()).isEqualTo("F");
        assertThat(grade.low()).isTrue();
    }

    @Test
    void gradeWhenLoopbackThenHttpIsFine() {
        assertThat(grade("client_secret_basic", true, "http://127.0.0.1/cb", Duration.ofDays(3))
                        .letter())
                .isEqualTo("A");
    }

    @Test
    void gradeWhenOldSecretInTheBodyThenTwoFindings() {
        ClientGrade grade = grade("client_secret_post", true, "https://app.example.com/cb", Duration.ofDays(366));
        assertThat(grade.letter()).isEqualTo("C");
        assertThat(grade.findings()).extracting(Finding::code).containsExactly("secret-post", "old-secret");
    }

    @Test
    void gradeWhenNoGrantCarriesAScopeThenSaidOnlyWhereItIsKnown() {
        ScopeUse use = new ScopeUse(20, NOW.minus(Duration.ofDays(60)), Set.of("openid"));
        assertThat(scopes(use, "authorization_code", 60).findings())
                .containsExactly(new Finding("unused-scopes", false, "phone"));
        assertThat(scopes(new ScopeUse(19, NOW, Set.of("openid")), "authorization_code", 60)
                        .findings())
                .isEmpty();
        assertThat(scopes(use, "authorization_code", 29).findings()).isEmpty();
        assertThat(scopes(use, "client_credentials", 60).findings()).isEmpty();
    }

    private static ClientGrade scopes(ScopeUse use, String grant, int days) {
        ClientRights rights = new ClientRights(
                List.of("private_key_jwt"), List.of(grant), List.of("openid", "phone"), true, false, false);
        ClientRegistration registration =
                new ClientRegistration("app", "App", rights, ClientUris.NONE, ClientKeySource.NONE, List.of());
        Instant changed = NOW.minus(Duration.ofDays(days));
        return ClientGrade.of(new ClientDetails(registration, 1, changed, changed, List.of()), use, NOW);
    }

    private static ClientGrade grade(String method, boolean pkce, String redirect, Duration age) {
        ClientRegistration registration = new ClientRegistration(
                "app",
                "App",
                new ClientRights(List.of(method), List.of("authorization_code"), List.of("openid"), pkce, false, false),
                ClientUris.redirect(List.of(redirect), List.of()),
                ClientKeySource.NONE,
                List.of());
        Instant made = NOW.minus(age);
        List<ClientDetails.SecretInfo> secrets = method.equals("none")
                ? List.of()
                : List.of(new ClientDetails.SecretInfo(UUID.randomUUID(), made, null));
        return ClientGrade.of(new ClientDetails(registration, 1, made, made, secrets), ScopeUse.NONE, NOW);
    }
}
