package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.password.KeptAccess;
import io.gatehouse.password.PasswordChanges;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A new password ends what the old one opened: refresh tokens, offline ones too, and what they made. */
final class PasswordResetGrantTests {

    private static final Map<String, String> OFFLINE = Map.of("scope", "openid offline_access");

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final PasswordChanges changes = server.bean(PasswordChanges.class);

    @Test
    @Tag("attack-29")
    void attack29_refreshWhenPasswordIsNewThenNoTokenOfTheAccountLives() {
        OAuthFlow thief = new OAuthFlow(server, app);
        JsonNode offline = thief.tokens(person, OFFLINE);
        JsonNode online = new OAuthFlow(server, app).tokens(person, Map.of());
        Person bystander = TestAccounts.active(server);
        OAuthFlow others = new OAuthFlow(server, app);
        JsonNode untouched = others.tokens(bystander, OFFLINE);

        changes.replace(person.id(), "seven blue herons at dawn", KeptAccess.nothing(), Locale.ENGLISH);

        assertRefused(thief.refresh(text(offline, "refresh_token")), 400, "invalid_grant");
        assertRefused(thief.refresh(text(online, "refresh_token")), 400, "invalid_grant");
        assertThat(thief.active(text(offline, "access_token"))).isFalse();
        assertThat(others.refresh(text(untouched, "refresh_token")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refreshWhenOneSessionIsKeptThenOnlyItsTokensLive() throws Exception {
        OAuthFlow kept = new OAuthFlow(server, app, new TestBrowser(server));
        JsonNode keptTokens = kept.tokens(person, OFFLINE);
        JsonNode otherTokens = new OAuthFlow(server, app).tokens(person, OFFLINE);
        UUID sid =
                UUID.fromString(OAuthFlow.claims(text(keptTokens, "id_token")).getStringClaim("sid"));

        changes.replace(person.id(), "seven blue herons at dawn", KeptAccess.only(sid), Locale.ENGLISH);

        assertThat(kept.refresh(text(keptTokens, "refresh_token")).statusCode()).isEqualTo(200);
        assertRefused(kept.refresh(text(otherTokens, "refresh_token")), 400, "invalid_grant");
    }
}
