package io.gatehouse.admin.api;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.client.BuiltInScopes;
import io.gatehouse.client.Scope;
import io.gatehouse.shared.GatehouseProperties;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** One scope for each permission of the server, all of this API. A client gets one only if it is registered for it. */
@Component
final class AdminScopes implements BuiltInScopes {

    private final List<Scope> scopes;

    AdminScopes(GatehouseProperties server) {
        String resource = ApiPaths.resource(server);
        this.scopes = Stream.of(ServerPermission.values())
                .map(each -> new Scope(
                        each.scope(), resource, each.description(), "As far as you may do so as an administrator."))
                .toList();
    }

    @Override
    public List<Scope> scopes() {
        return scopes;
    }
}
