package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientProblem;
import io.gatehouse.client.ClientQuery;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Applications and their secrets. */
@Controller
@RequestMapping(ApiPaths.V1 + "/clients")
final class ApiClientsController {

    private final ClientRegistry registry;
    private final ClientAdministration clients;
    private final ListQueries lists;
    private final Approvals approvals;

    ApiClientsController(
            ClientRegistry registry, ClientAdministration clients, ListQueries lists, Approvals approvals) {
        this.registry = registry;
        this.clients = clients;
        this.lists = lists;
        this.approvals = approvals;
    }

    /** For how long the present secrets of an application go on. */
    record SecretRotation(@Example("86400") @Nullable Long overlapSeconds) {

        private static final long LONGEST = Duration.ofDays(90).toSeconds();

        Duration overlap() {
            long seconds = overlapSeconds == null ? 0 : overlapSeconds;
            if (seconds < 0 || seconds > LONGEST) {
                throw ApiRefusal.invalid("invalid_overlap", "The overlap has to be between 0 and " + LONGEST + ".");
            }
            return Duration.ofSeconds(seconds);
        }
    }

    /** A new application, and its secret for the only time. */
    record CreatedClient(
            ClientDocument client,
            @Example("\"shown once\"") @Nullable String clientSecret) {}

    /** A secret for the only time. */
    record NewSecret(@Example("\"shown once\"") String clientSecret) {}

    @GetMapping
    @Requires(
            value = ServerPermission.CLIENTS_READ,
            over = EVERYTHING,
            summary = "List applications",
            answers = ClientDocument.class)
    Answer list(@Listed(Listing.CLIENTS) ListQuery query, HttpServletRequest request) {
        String exact = query.value("client_id", Listing.Op.EQ, String.class).orElse(null);
        if (exact != null) {
            List<ClientDetails> one = registry.details(exact).stream().toList();
            return lists.page(query, request, one, ClientDocument::of, row -> List.of());
        }
        List<ClientDetails> rows = registry.list(new ClientQuery(
                query.value("client_id", Listing.Op.SW, String.class).orElse(null),
                query.value("disabled", Listing.Op.EQ, Boolean.class).orElse(null),
                query.descending(),
                query.after().isEmpty() ? null : query.after().getFirst(),
                query.limit() + 1));
        return lists.page(
                query,
                request,
                rows,
                ClientDocument::of,
                row -> List.of(row.registration().id()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.CLIENTS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            summary = "Register an application; a secret is shown this once",
            answers = CreatedClient.class)
    Answer create(@JsonBody ClientBody body, Once once) {
        return once.run(() -> {
            ClientRegistration registration = sound(body.registration());
            ClientAdministration.Created created = clients.create(registration)
                    .orElseThrow(() -> ApiRefusal.conflict("There is an application with this client_id already."));
            String path = ApiPaths.V1 + "/clients/" + Names.toPath(registration.id());
            return Answer.created(path, new CreatedClient(ClientDocument.of(created.details()), created.secret()))
                    .tagged(Preconditions.etag(created.details().version()));
        });
    }

    @GetMapping("/{client}")
    @Requires(
            value = ServerPermission.CLIENTS_READ,
            over = EVERYTHING,
            summary = "Read an application",
            answers = ClientDocument.class)
    Answer read(AdminClient client) {
        return Answer.of(ClientDocument.of(client.details())).tagged(client.etag());
    }

    @PatchMapping(path = "/{client}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.CLIENTS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            summary = "Change an application",
            parameters = Approvals.REASON,
            answers = ClientDocument.class)
    Answer change(
            AdminClient client,
            Preconditions preconditions,
            @JsonBody ClientBody body,
            Scoped scoped,
            HttpServletRequest request) {
        if (body.clientId() != null && !body.clientId().equals(client.id())) {
            throw ApiRefusal.invalid("client_id_fixed", "The client_id of an application never changes.");
        }
        ClientRegistration registration = sound(body.over(client.details().registration()));
        long version = preconditions.version();
        if (version != client.details().version()) {
            throw Preconditions.stale();
        }
        return approvals.submit(scoped, request, new ProposedChange.ChangeClient(registration, version), () -> {
            ClientDetails changed = clients.change(scoped.caller().actor(), registration, version)
                    .orElseThrow(Preconditions::stale);
            return Answer.of(ClientDocument.of(changed)).tagged(Preconditions.etag(changed.version()));
        });
    }

    @DeleteMapping("/{client}")
    @Requires(
            value = ServerPermission.CLIENTS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            summary = "Delete an application with all that people granted it",
            parameters = Approvals.REASON)
    Answer delete(AdminClient client, Preconditions preconditions, Scoped scoped, HttpServletRequest request) {
        long version = preconditions.version();
        if (version != client.details().version()) {
            throw Preconditions.stale();
        }
        return approvals.submit(scoped, request, new ProposedChange.DeleteClient(client.id(), version), () -> {
            if (!clients.delete(scoped.caller().actor(), client.id(), version)) {
                throw Preconditions.stale();
            }
            return Answer.nothing();
        });
    }

    @PostMapping(path = "/{client}/secrets", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.CLIENTS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            summary = "Make a new secret, shown this once; the others go on for the overlap",
            parameters = Approvals.REASON,
            answers = NewSecret.class)
    Answer rotate(
            AdminClient client, @JsonBody SecretRotation body, Once once, Scoped scoped, HttpServletRequest request) {
        if (!client.details().registration().usesSecret()) {
            throw ApiRefusal.conflict("This application does not prove itself by a secret.");
        }
        Duration overlap = body.overlap();
        ProposedChange change =
                new ProposedChange.MakeSecret(client.id(), client.details().version(), overlap.toSeconds());
        Supplier<Answer> direct = () -> new Answer(
                201,
                Map.of(),
                new NewSecret(clients.rotateSecret(scoped.caller().actor(), client.id(), overlap)));
        return once.run(() -> approvals.submit(scoped, request, change, direct));
    }

    @DeleteMapping("/{client}/secrets/{secret}")
    @Requires(
            value = ServerPermission.CLIENTS_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_CLIENT,
            summary = "End a secret at once")
    Answer revoke(AdminSecret secret) {
        clients.revokeSecret(secret.client().id(), secret.info().id());
        return Answer.nothing();
    }

    private ClientRegistration sound(ClientRegistration registration) {
        List<ClientProblem> problems = registry.problems(registration);
        if (!problems.isEmpty()) {
            String keys = String.join(
                    ", ", problems.stream().map(ClientProblem::key).distinct().toList());
            throw new ApiRefusal(422, "invalid_client", "These members can't be accepted: " + keys + ".");
        }
        return registration;
    }
}
