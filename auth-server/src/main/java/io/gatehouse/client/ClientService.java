package io.gatehouse.client;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Registers clients and looks them up. */
@Service
public final class ClientService {

    private final JdbcClients clients;
    private final ClientSecrets secrets;
    private final ClientCache cache;
    private final ScopeCatalog scopes;
    private final TransactionOperations transactions;

    ClientService(
            JdbcClients clients,
            ClientSecrets secrets,
            ClientCache cache,
            ScopeCatalog scopes,
            TransactionOperations transactions) {
        this.clients = clients;
        this.secrets = secrets;
        this.cache = cache;
        this.scopes = scopes;
        this.transactions = transactions;
    }

    /** The enabled client, from memory when it was asked for before. */
    public Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(cache.findByClientId(clientId));
    }

    /** The enabled client's name as people know it. */
    public Optional<String> name(String clientId) {
        return find(clientId).map(RegisteredClient::getClientName);
    }

    /** The ids of all clients, disabled ones too. */
    public List<String> ids() {
        return clients.ids();
    }

    /** What is wrong with the registration; an empty list means that {@link #save} accepts it. */
    public List<ClientProblem> problems(ClientRegistration registration) {
        return problems(registration, Set.of());
    }

    /** The same, where these scopes are about to exist. */
    public List<ClientProblem> problems(ClientRegistration registration, Set<String> newScopes) {
        return ClientRules.check(registration, name -> newScopes.contains(name) || scopes.exists(name));
    }

    /** Creates the client or makes it what the registration says, secrets included; the same call again changes nothing. */
    public void save(ClientRegistration registration) {
        requireSound(registration);
        transactions.executeWithoutResult(status -> {
            clients.upsert(registration);
            secrets.declare(registration.id(), registration.secrets());
        });
        cache.forget(registration.id());
    }

    /** Adds a generated secret beside the present ones and returns it; only its hash is kept. */
    public String addSecret(String clientId) {
        if (!clients.exists(clientId)) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no client '" + clientId + "'");
        }
        String secret = secrets.add(clientId);
        cache.forget(clientId);
        return secret;
    }

    void requireSound(ClientRegistration registration) {
        List<ClientProblem> problems = problems(registration);
        if (!problems.isEmpty()) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    problems.stream()
                            .map(ClientProblem::toString)
                            .collect(Collectors.joining(" ", "Client '" + registration.id() + "': ", "")));
        }
    }

    void forget(String clientId) {
        cache.forget(clientId);
    }
}
