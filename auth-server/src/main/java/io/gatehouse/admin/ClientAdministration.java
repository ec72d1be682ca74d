package io.gatehouse.admin;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditChange;
import io.gatehouse.audit.AuditTarget;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registering and changing applications, with the trail. */
public final class ClientAdministration {

    private final ClientRegistry clients;
    private final AccessService access;
    private final SecondPerson second;
    private final AdminTrail trail;

    ClientAdministration(ClientRegistry clients, AccessService access, SecondPerson second, AdminTrail trail) {
        this.clients = clients;
        this.access = access;
        this.second = second;
        this.trail = trail;
    }

    /** A client with the secret that nobody will see again; none for a client that uses none. */
    public record Created(ClientDetails details, @Nullable String secret) {}

    /** Registers a client, or nothing when the id is taken. */
    public Optional<Created> create(ClientRegistration registration) {
        return trail.within(() -> {
            if (!clients.create(registration)) {
                return Optional.empty();
            }
            String secret = registration.usesSecret() ? clients.addSecret(registration.id()) : null;
            record(AuditAction.CLIENT_CREATED, registration.id());
            return clients.details(registration.id()).map(details -> new Created(details, secret));
        });
    }

    /** Makes the client what the registration says, but for its secrets, unless it changed since that version. */
    public Optional<ClientDetails> change(Actor actor, ClientRegistration registration, long version) {
        return trail.within(() -> {
            Optional<ClientDetails> before = clients.details(registration.id());
            before.ifPresent(known -> second.requireForClient(actor, known.registration()));
            second.requireForClient(actor, registration);
            if (!clients.change(registration, version)) {
                return Optional.empty();
            }
            before.ifPresent(known -> recordChange(actor, known.registration(), registration));
            return clients.details(registration.id());
        });
    }

    /** Deletes a client with all that people granted it, unless it changed since that version. */
    public boolean delete(Actor actor, String clientId, long version) {
        return access.keepAnAdministrator(() -> trail.within(() -> {
            require(actor, clientId);
            boolean deleted = clients.delete(clientId, version);
            if (deleted) {
                record(actor, AuditAction.CLIENT_DELETED, clientId);
            }
            return deleted;
        }));
    }

    /** A new secret; the present ones go on for a while, so that the application can change over. */
    public String rotateSecret(Actor actor, String clientId, Duration overlap) {
        return trail.within(() -> {
            require(actor, clientId);
            String secret = clients.rotateSecret(clientId, overlap);
            trail.thing(
                    AuditAction.CLIENT_SECRET_MADE,
                    "client",
                    clientId,
                    AdminTrail.with(actor, Map.of("overlap_seconds", Long.toString(overlap.toSeconds()))));
            return secret;
        });
    }

    /** Ends one secret. False when there is no such. */
    public boolean revokeSecret(String clientId, UUID secret) {
        return trail.within(() -> {
            boolean revoked = clients.revokeSecret(clientId, secret);
            if (revoked) {
                record(AuditAction.CLIENT_SECRET_REVOKED, clientId);
            }
            return revoked;
        });
    }

    private void require(Actor actor, String clientId) {
        clients.details(clientId).ifPresent(client -> second.requireForClient(actor, client.registration()));
    }

    private void record(Actor actor, AuditAction action, String clientId) {
        trail.thing(action, "client", clientId, AdminTrail.with(actor, Map.of()));
    }

    private void recordChange(Actor actor, ClientRegistration before, ClientRegistration after) {
        Map<String, String> was = new LinkedHashMap<>();
        Map<String, String> is = new LinkedHashMap<>();
        ClientFacts.differences(before, after).forEach(one -> {
            was.put(one.setting(), one.one());
            is.put(one.setting(), one.other());
        });
        trail.changed(
                actor, AuditAction.CLIENT_CHANGED, new AuditTarget("client", after.id()), new AuditChange(was, is));
    }

    private void record(AuditAction action, String clientId) {
        trail.thing(action, "client", clientId, Map.of());
    }
}
