package io.gatehouse.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What administrators need of clients: lists, details, and changes that only count if nobody else made one meanwhile. */
@Service
public final class ClientRegistry {

    private final JdbcClientDetails details;
    private final JdbcClients clients;
    private final ClientService service;
    private final TransactionOperations transactions;
    private final Clock clock;

    ClientRegistry(
            JdbcClientDetails details,
            JdbcClients clients,
            ClientService service,
            TransactionOperations transactions,
            Clock clock) {
        this.details = details;
        this.clients = clients;
        this.service = service;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The client, disabled or not. */
    public Optional<ClientDetails> details(String clientId) {
        return details.find(clientId);
    }

    /** The clients of one page, without their secrets. */
    public List<ClientDetails> list(ClientQuery query) {
        return details.list(query);
    }

    /** What is wrong with a registration; an empty list means that it can be stored. */
    public List<ClientProblem> problems(ClientRegistration registration) {
        return service.problems(registration);
    }

    /** Adds a client. False when the id is taken. */
    public boolean create(ClientRegistration registration) {
        service.requireSound(registration);
        boolean created = clients.insert(registration);
        service.forget(registration.id());
        return created;
    }

    /** Makes the client what the registration says, but for its secrets. False when it is gone or was changed meanwhile. */
    public boolean change(ClientRegistration registration, long version) {
        service.requireSound(registration);
        Boolean changed = transactions.execute(status -> {
            boolean same = details.lock(registration.id(), version);
            if (same) {
                clients.upsert(registration);
            }
            return same;
        });
        service.forget(registration.id());
        return Boolean.TRUE.equals(changed);
    }

    /** Deletes the client with all that people granted it. False when it is gone or was changed meanwhile. */
    public boolean delete(String clientId, long version) {
        boolean deleted = details.delete(clientId, version);
        service.forget(clientId);
        return deleted;
    }

    /** Adds a generated secret and returns it; only its hash is kept. */
    public String addSecret(String clientId) {
        return service.addSecret(clientId);
    }

    /** The same, and lets the others end after a while. */
    public String rotateSecret(String clientId, Duration overlap) {
        String secret = transactions.execute(status -> {
            details.endSecrets(clientId, clock.instant().plus(overlap));
            return service.addSecret(clientId);
        });
        service.forget(clientId);
        if (secret == null) {
            throw new IllegalStateException("no secret was made");
        }
        return secret;
    }

    /** Ends one secret at once. False when the client has no such. */
    public boolean revokeSecret(String clientId, UUID secret) {
        boolean deleted = details.deleteSecret(clientId, secret);
        service.forget(clientId);
        return deleted;
    }
}
