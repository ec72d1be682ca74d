package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.PERSON;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.GrantAdministration;
import io.gatehouse.consent.AllowedApp;
import io.gatehouse.token.ConnectedApp;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What applications hold of a person, and what the person agreed to. */
@Controller
@RequestMapping(ApiPaths.V1 + "/people/{person}")
final class ApiGrantsController {

    private final GrantAdministration grants;

    ApiGrantsController(GrantAdministration grants) {
        this.grants = grants;
    }

    /** What an application holds, in the API. */
    record GrantDocument(
            @Example("\"notes\"") String clientId,
            @Example("[\"openid\", \"notes.read\"]") List<String> scopes,
            @Example("\"2026-01-31T12:00:00Z\"") String since,
            @Example("\"2026-01-31T12:30:00Z\"") String lastUsedAt,
            @Example("true") boolean offline) {

        static GrantDocument of(ConnectedApp app) {
            return new GrantDocument(
                    app.clientId(),
                    List.copyOf(new TreeSet<>(app.scopes())),
                    app.since().toString(),
                    app.lastUsed().toString(),
                    app.offline());
        }
    }

    /** What a person agreed to, in the API. */
    record ConsentDocument(
            @Example("\"notes\"") String clientId,
            @Example("[\"notes.read\"]") List<String> scopes,
            @Example("\"2026-01-31T12:00:00Z\"") String decidedAt) {

        static ConsentDocument of(AllowedApp app) {
            return new ConsentDocument(
                    app.clientId(),
                    List.copyOf(new TreeSet<>(app.scopes())),
                    app.decidedAt().toString());
        }
    }

    @GetMapping("/grants")
    @Requires(
            value = ServerPermission.GRANTS_READ,
            over = PERSON,
            summary = "List what applications hold of a person",
            answers = GrantDocument.class,
            items = true)
    Answer grants(AdminPerson person) {
        return items(grants.grants(person.id()).stream().map(GrantDocument::of).toList());
    }

    @DeleteMapping("/grants/{client}")
    @Requires(
            value = ServerPermission.GRANTS_END,
            over = PERSON,
            does = Deed.END_GRANTS,
            summary = "Revoke what an application holds of a person")
    Answer revoke(AdminPerson person, GrantedClient client) {
        grants.revoke(person.id(), client.id());
        return Answer.nothing();
    }

    @GetMapping("/consents")
    @Requires(
            value = ServerPermission.GRANTS_READ,
            over = PERSON,
            summary = "List what a person agreed to",
            answers = ConsentDocument.class,
            items = true)
    Answer consents(AdminPerson person) {
        return items(
                grants.consents(person.id()).stream().map(ConsentDocument::of).toList());
    }

    @DeleteMapping("/consents/{client}")
    @Requires(
            value = ServerPermission.GRANTS_END,
            over = PERSON,
            does = Deed.END_GRANTS,
            summary = "Withdraw what a person agreed to, and revoke what came of it")
    Answer withdraw(AdminPerson person, GrantedClient client) {
        grants.withdraw(person.id(), client.id());
        return Answer.nothing();
    }

    private static Answer items(List<?> items) {
        return Answer.of(Map.of("items", items));
    }
}
