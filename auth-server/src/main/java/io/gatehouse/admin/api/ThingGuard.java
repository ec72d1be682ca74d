package io.gatehouse.admin.api;

import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleService;
import io.gatehouse.admin.RequestHistory;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.signingkey.SigningKeyRotation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Turns names in paths into things other than people: groups within the caller's reach, roles, permissions, applications,
 * keys. What is unknown or beyond the reach is 404.
 */
@Component
final class ThingGuard {

    private static final Set<Class<?>> KNOWN = Set.of(
            AdminClient.class,
            AdminSecret.class,
            GrantedClient.class,
            AdminKey.class,
            AdminRequest.class,
            AdminRole.class,
            AdminRole.Inner.class,
            AdminPermission.class,
            AdminGroup.class);

    private final ClientRegistry clients;
    private final SigningKeyRotation keys;
    private final RoleService roles;
    private final PermissionService permissions;
    private final GroupService groups;

    ThingGuard(
            ClientRegistry clients,
            SigningKeyRotation keys,
            RoleService roles,
            PermissionService permissions,
            GroupService groups) {
        this.clients = clients;
        this.keys = keys;
        this.roles = roles;
        this.permissions = permissions;
        this.groups = groups;
    }

    static boolean knows(Class<?> type) {
        return KNOWN.contains(type);
    }

    Object find(Class<?> type, HttpServletRequest request, Scoped scoped) {
        if (type == AdminGroup.class) {
            return ObjectGuard.uuid(variable(request, "group"))
                    .filter(id -> groups.covers(scoped.reach(), id))
                    .flatMap(groups::find)
                    .map(AdminGroup::new)
                    .orElseThrow(ApiRefusal::notFound);
        }
        if (type == AdminRole.class) {
            return role(request, "role");
        }
        if (type == AdminRole.Inner.class) {
            return new AdminRole.Inner(role(request, "member"));
        }
        if (type == AdminPermission.class) {
            return permissions
                    .find(name(request, "permission"))
                    .map(AdminPermission::new)
                    .orElseThrow(ApiRefusal::notFound);
        }
        if (type == AdminRequest.class) {
            String id = variable(request, "request");
            return Optional.of(id)
                    .filter(RequestHistory::isId)
                    .map(AdminRequest::new)
                    .orElseThrow(ApiRefusal::notFound);
        }
        return type == AdminKey.class ? key(request) : ofClient(type, request);
    }

    private AdminRole role(HttpServletRequest request, String variable) {
        return roles.find(name(request, variable)).map(AdminRole::new).orElseThrow(ApiRefusal::notFound);
    }

    private AdminKey key(HttpServletRequest request) {
        String kid = name(request, "key");
        return keys.keys().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(AdminKey::new)
                .orElseThrow(ApiRefusal::notFound);
    }

    private Object ofClient(Class<?> type, HttpServletRequest request) {
        String id = name(request, "client");
        if (type == GrantedClient.class) {
            return new GrantedClient(id);
        }
        AdminClient client = clients.details(id).map(AdminClient::new).orElseThrow(ApiRefusal::notFound);
        return type == AdminClient.class ? client : secret(client, variable(request, "secret"));
    }

    private static AdminSecret secret(AdminClient client, String id) {
        return client.details().secrets().stream()
                .filter(secret -> secret.id().toString().equals(id))
                .findFirst()
                .map(secret -> new AdminSecret(client, secret))
                .orElseThrow(ApiRefusal::notFound);
    }

    static String name(HttpServletRequest request, String variable) {
        return Names.ofPath(variable(request, variable)).orElseThrow(ApiRefusal::notFound);
    }

    static String variable(HttpServletRequest request, String name) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> known && known.get(name) instanceof String value ? value : "";
    }
}
