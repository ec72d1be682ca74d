package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.Validity;
import io.gatehouse.client.ClaimRules;
import io.gatehouse.client.ClaimRules.Content;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What access tokens say of roles and permissions. */
final class RightsClaimsTests {

    private static final Actor OPERATOR = Actor.operator("test");

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.publicApp(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);
    private final Person person = TestAccounts.active(server);
    private final RoleService roles = server.bean(RoleService.class);
    private final AssignmentService assignments = server.bean(AssignmentService.class);

    /** The app with other rules for claims; roles and permissions of its own are named after it. */
    private void rules(Content content, List<String> filter, int most) {
        TokenRules usual = TokenRules.DEFAULT;
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        app.id(),
                        "Public app",
                        new ClientRights(
                                List.of("none"),
                                List.of("authorization_code", "refresh_token"),
                                TestClients.SCOPES,
                                true,
                                false,
                                false),
                        ClientUris.redirect(List.of(TestClients.REDIRECT_URI), List.of()),
                        ClientKeySource.NONE,
                        new TokenRules(
                                usual.accessTokenAlgorithm(),
                                usual.idTokenAlgorithm(),
                                Duration.ofMinutes(5),
                                usual.refreshTokenIdle(),
                                usual.refreshTokenMax(),
                                new ClaimRules(content, filter, most)),
                        List.of(),
                        false));
    }

    private String role(String name) {
        return roles.create(OPERATOR, app.id() + "/" + name, app.id(), "").name();
    }

    private void give(String role) {
        assignments.give(OPERATOR, person.id(), role, null, Validity.ALWAYS);
    }

    private JWTClaimsSet refreshed(JsonNode[] tokens) {
        tokens[0] = json(flow.refresh(text(tokens[0], "refresh_token")));
        return OAuthFlow.claims(text(tokens[0], "access_token"));
    }

    @Test
    void tokenWhenRoleComesThroughAGroupThenCarriedUntilTaken() {
        String editor = role("editor");
        String inner = role("inner");
        server.bean(RoleContentService.class).addMember(OPERATOR, editor, inner, null);
        GroupService groups = server.bean(GroupService.class);
        GroupLinkService links = server.bean(GroupLinkService.class);
        Group top = groups.create(OPERATOR, null, app.id());
        Group below = groups.create(OPERATOR, top.id(), "below");
        links.giveRole(OPERATOR, top.id(), editor, Validity.ALWAYS, null);
        links.add(OPERATOR, below.id(), person.id(), Validity.ALWAYS);

        JsonNode[] tokens = {flow.tokens(person, Map.of("scope", "openid offline_access"))};
        assertThat(OAuthFlow.claims(text(tokens[0], "access_token")).getClaim("roles"))
                .isEqualTo(List.of(editor, inner));
        links.takeRole(OPERATOR, top.id(), editor, null);
        assertThat(refreshed(tokens).getClaim("roles")).isNull();
        // a role of delegation is no application's business
        assignments.give(OPERATOR, person.id(), "admin", top.id(), Validity.ALWAYS);
        assertThat(refreshed(tokens).getClaim("roles")).isNull();
        // nor is one before its time; at its time it is there
        assignments.give(
                OPERATOR,
                person.id(),
                editor,
                null,
                new Validity(
                        server.clock().instant().plusSeconds(60),
                        server.clock().instant().plusSeconds(120)));
        assertThat(refreshed(tokens).getClaim("roles")).isNull();
        server.clock().advance(Duration.ofSeconds(60));
        assertThat(refreshed(tokens).getClaim("roles")).isEqualTo(List.of(editor, inner));
        server.clock().advance(Duration.ofSeconds(60));
        assertThat(refreshed(tokens).getClaim("roles")).isNull();
    }

    @Test
    void tokenWhenClientChoseItsClaimsThenTheseOnly() {
        String editor = role("editor");
        String permission = app.id() + ":approve";
        server.bean(PermissionService.class).define(OPERATOR, permission, app.id(), "");
        server.bean(RoleContentService.class).addPermission(OPERATOR, editor, permission, null);
        String other = roles.create(OPERATOR, "other-" + app.id(), null, "").name();
        give(editor);
        give(other);

        JsonNode[] tokens = {flow.tokens(person, Map.of("scope", "openid offline_access"))};
        assertThat(OAuthFlow.claims(text(tokens[0], "access_token")).getClaims())
                .containsEntry("roles", List.of(other, editor))
                .doesNotContainKey("permissions");
        rules(Content.BOTH, List.of(app.id()), 100);
        assertThat(refreshed(tokens).getClaims())
                .containsEntry("roles", List.of(editor))
                .containsEntry("permissions", List.of(permission));
        rules(Content.PERMISSIONS, List.of(), 100);
        assertThat(refreshed(tokens).getClaims())
                .containsEntry("permissions", List.of(permission))
                .doesNotContainKey("roles");
        rules(Content.NONE, List.of(), 100);
        assertThat(refreshed(tokens).getClaims()).doesNotContainKeys("roles", "permissions", "roles_overflow");
    }

    @Test
    void tokenWhenThereAreTooManyRolesThenNoneButASign() {
        for (int i = 0; i < 3; i++) {
            give(role("r" + i));
        }
        rules(Content.ROLES, List.of(), 3);
        JsonNode[] tokens = {flow.tokens(person, Map.of("scope", "openid offline_access"))};
        assertThat((List<?>) OAuthFlow.claims(text(tokens[0], "access_token")).getClaim("roles"))
                .hasSize(3);
        rules(Content.ROLES, List.of(), 2);
        assertThat(refreshed(tokens).getClaims())
                .containsEntry("roles_overflow", true)
                .doesNotContainKey("roles");
        rules(Content.ROLES, List.of(app.id() + "/r1"), 2);
        assertThat(refreshed(tokens).getClaims())
                .containsEntry("roles", List.of(app.id() + "/r1"))
                .doesNotContainKey("roles_overflow");
        // few but long ones
        rules(Content.ROLES, List.of(), 1000);
        for (int i = 0; i < 40; i++) {
            give(role("a-long-name-" + "x".repeat(80) + i));
        }
        assertThat(refreshed(tokens).getClaims()).containsEntry("roles_overflow", true);
        assertThat(text(tokens[0], "access_token")).hasSizeLessThan(2000);
    }
}
