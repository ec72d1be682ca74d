package io.gatehouse.admin.api;

import io.gatehouse.client.Scope;
import io.gatehouse.shared.GatehouseProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What a client needs to know to get a token for the API (RFC 9728 section 2). Open to everybody. */
@Controller
final class ResourceMetadataController {

    private final GatehouseProperties server;
    private final List<String> scopes;

    ResourceMetadataController(GatehouseProperties server, AdminScopes scopes) {
        this.server = server;
        this.scopes = scopes.scopes().stream().map(Scope::name).toList();
    }

    @GetMapping(ApiPaths.RESOURCE_METADATA)
    ResponseEntity<Map<String, Object>> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", ApiPaths.resource(server));
        metadata.put("authorization_servers", List.of(server.issuer().toString()));
        metadata.put("scopes_supported", scopes);
        metadata.put("bearer_methods_supported", List.of("header"));
        return ResponseEntity.ok(metadata);
    }
}
