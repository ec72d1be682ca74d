package io.gatehouse.cli;

import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientQuery;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin client …}: applications. A secret is printed once and kept as a hash only. */
@Command(
        name = "client",
        description = "Applications: list, show, create, new secret, disable, delete.",
        synopsisSubcommandLabel = "COMMAND")
final class ClientCommands {

    private static final int PAGE = 200;

    private final House house;
    private final Output output;

    ClientCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "list", description = "All applications by identifier.")
    int list(@Option(names = "--prefix", paramLabel = "TEXT") @Nullable String prefix) {
        ClientRegistry clients = house.room(ClientRegistry.class);
        List<Map<String, String>> rows = new ArrayList<>();
        List<ClientDetails> page = clients.list(new ClientQuery(prefix, null, false, null, PAGE));
        while (!page.isEmpty()) {
            page.stream()
                    .map(ClientDetails::registration)
                    .forEach(one -> rows.add(Output.row(
                            "id", one.id(), "state", one.disabled() ? "disabled" : "enabled", "name", one.name())));
            String last = page.getLast().registration().id();
            page = clients.list(new ClientQuery(prefix, null, false, last, PAGE));
        }
        output.rows(rows);
        return 0;
    }

    @Command(name = "show", description = "How an application is set up.")
    int show(@Parameters(paramLabel = "ID") String id) {
        output.facts(facts(find(id)));
        return 0;
    }

    @Command(name = "create", description = "Register an application; its secret, if it has one, is printed once.")
    int create(@Mixin ClientOptions options, @ArgGroup @Nullable FileSource source) {
        ClientRegistration wanted =
                source == null ? options.registration() : ClientFile.read(source.file, options.id());
        ClientAdministration.Created created = house.room(ClientAdministration.class)
                .create(wanted)
                .orElseThrow(() ->
                        new GatehouseException(ErrorCode.CONFLICT, "There is an application '" + wanted.id() + "'."));
        told("The application " + wanted.id() + " is there.", wanted.id(), created.secret());
        return 0;
    }

    /** Where a whole registration is written down. */
    static final class FileSource {

        @Option(
                names = "--file",
                required = true,
                paramLabel = "JSON",
                description = "A file in the words of the admin API; the other options don't count then.")
        private Path file = Path.of("");
    }

    @Command(name = "rotate-secret", description = "Make a new secret; the present ones go on for a while.")
    int rotateSecret(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "P7D",
                            description = "How long the present ones go on, such as PT1H or P7D; PT0S: not at all.")
                    String overlap) {
        find(id);
        told("The present secrets of " + id + " end after " + overlap + ".", id, secret(id, overlap));
        return 0;
    }

    private String secret(String id, String overlap) {
        Duration time;
        try {
            time = Duration.parse(overlap);
        } catch (DateTimeException e) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "'" + overlap + "' is no time: write PT1H or P7D.", e);
        }
        if (time.isNegative()) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "--overlap can't be negative.");
        }
        return house.room(ClientAdministration.class).rotateSecret(id, time);
    }

    @Command(name = "disable", description = "Let an application do nothing until it is enabled.")
    int disable(@Parameters(paramLabel = "ID") String id) {
        return disabled(id, true);
    }

    @Command(name = "enable", description = "Let a disabled application go on.")
    int enable(@Parameters(paramLabel = "ID") String id) {
        return disabled(id, false);
    }

    private int disabled(String id, boolean disabled) {
        ClientDetails found = find(id);
        ClientRegistration one = found.registration();
        boolean changed = one.disabled() != disabled;
        if (changed) {
            ClientRegistration wanted = new ClientRegistration(
                    one.id(), one.name(), one.rights(), one.uris(), one.keys(), one.tokens(), List.of(), disabled);
            if (house.room(ClientAdministration.class)
                    .change(wanted, found.version())
                    .isEmpty()) {
                throw overtaken();
            }
        }
        output.result(
                id + (changed ? " is " : " was already ") + (disabled ? "disabled." : "enabled."),
                Map.of("id", id, "changed", changed));
        return 0;
    }

    @Command(name = "delete", description = "Delete an application with all that people granted it.")
    int delete(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--yes", required = true, description = "Yes, for good.") boolean sure) {
        ClientDetails found = find(id);
        if (sure && !house.room(ClientAdministration.class).delete(id, found.version())) {
            throw overtaken();
        }
        output.result("The application " + id + " is deleted.", Map.of("id", id, "changed", true));
        return 0;
    }

    private ClientDetails find(String id) {
        return house.room(ClientRegistry.class)
                .details(id)
                .orElseThrow(
                        () -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no application '" + id + "'."));
    }

    private void told(String sentence, String id, @Nullable String secret) {
        Map<String, String> facts = new LinkedHashMap<>(Map.of("id", id));
        if (secret != null) {
            facts.put("secret", secret);
        }
        output.result(
                secret == null ? sentence : sentence + " Its secret, which is shown this once:\n" + secret, facts);
    }

    private static Map<String, Object> facts(ClientDetails found) {
        ClientRegistration one = found.registration();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("client_id", one.id());
        facts.put("client_name", one.name());
        facts.put("disabled", one.disabled());
        facts.put("authentication_methods", one.rights().authenticationMethods());
        facts.put("grant_types", one.rights().grantTypes());
        facts.put("scopes", one.rights().scopes());
        facts.put("redirect_uris", one.uris().redirectUris());
        facts.put("post_logout_redirect_uris", one.uris().postLogoutRedirectUris());
        facts.put("require_pkce", one.rights().requirePkce());
        facts.put("require_consent", one.rights().requireConsent());
        facts.put("secrets", found.secrets().size());
        facts.put("created_at", found.createdAt().toString());
        return facts;
    }

    private static GatehouseException overtaken() {
        return new GatehouseException(
                ErrorCode.CONFLICT, "Somebody else changed the application meanwhile. Try again.");
    }
}
