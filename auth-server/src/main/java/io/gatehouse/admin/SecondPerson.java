package io.gatehouse.admin;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.FourEyesProperties;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;

/**
 * The four-eyes rule for keys and applications; for roles it is kept by the room of access. One administrator alone is
 * refused, and of two each has to hold the permission at this moment.
 */
final class SecondPerson {

    private static final String ADMIN_SCOPES = "admin.";

    private final FourEyesProperties properties;
    private final AccessService access;

    SecondPerson(FourEyesProperties properties, AccessService access) {
        this.properties = properties;
        this.access = access;
    }

    void requireForKeys(Actor actor) {
        require(actor, properties.on(FourEyesProperties.Kind.KEYS), ServerPermission.KEYS_ROTATE);
    }

    void requireForClient(Actor actor, ClientRegistration client) {
        boolean guarded = properties.on(FourEyesProperties.Kind.CLIENTS) && critical(client);
        require(actor, guarded, ServerPermission.CLIENTS_WRITE);
    }

    /** Named by the operator, or able to get tokens for the administration. */
    private boolean critical(ClientRegistration client) {
        return properties.criticalClients().contains(client.id())
                || client.rights().scopes().stream().anyMatch(scope -> scope.startsWith(ADMIN_SCOPES));
    }

    private void require(Actor actor, boolean guarded, ServerPermission permission) {
        if (guarded && actor.alone()) {
            throw new GatehouseException(
                    ErrorCode.SECOND_PERSON_NEEDED, actor.name() + " can't do this without a second person");
        }
        boolean all = actor.people()
                .allMatch(account ->
                        access.authoritiesOf(account).reach(permission).everything());
        if (!all) {
            throw new GatehouseException(
                    ErrorCode.FORBIDDEN, "Somebody who answers for this does not hold " + permission.code());
        }
    }
}
