package io.gatehouse.admin.api;

import io.gatehouse.admin.api.ApiRoutes.Route;
import io.gatehouse.client.Scope;
import io.gatehouse.shared.Endpoints;
import io.gatehouse.shared.GatehouseProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Describes the API in the words of OpenAPI 3.1, from the very declarations that the guard reads. */
@Component
final class ApiDescription {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");
    private static final String JSON = "application/json";

    private final ApiRoutes routes;
    private final AdminScopes scopes;
    private final GatehouseProperties server;

    ApiDescription(ApiRoutes routes, AdminScopes scopes, GatehouseProperties server) {
        this.routes = routes;
        this.scopes = scopes;
        this.server = server;
    }

    Map<String, Object> document() {
        ApiSchemas schemas = new ApiSchemas();
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Route route : routes.all()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> item =
                    (Map<String, Object>) paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>());
            item.put(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Gatehouse administration",
                        "version", "1",
                        "description",
                                "Tokens need the audience " + ApiPaths.resource(server)
                                        + ", the scope of the operation, and a person who holds the permission."));
        document.put("servers", List.of(Map.of("url", server.issuer().toString())));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.all(), "securitySchemes", Map.of("token", flow())));
        return document;
    }

    private Map<String, Object> flow() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (Scope scope : scopes.scopes()) {
            names.put(scope.name(), scope.title());
        }
        return Map.of(
                "type",
                "oauth2",
                "flows",
                Map.of(
                        "authorizationCode",
                        Map.of(
                                "authorizationUrl", server.url(Endpoints.AUTHORIZE),
                                "tokenUrl", server.url(Endpoints.TOKEN),
                                "scopes", names)));
    }

    private static Map<String, Object> operation(Route route, ApiSchemas schemas) {
        Requires requires = route.requires();
        TokenSuffices open = route.handler().getAnnotation(TokenSuffices.class);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(route));
        operation.put("summary", requires != null ? requires.summary() : open == null ? "" : open.summary());
        operation.put("tags", List.of(route.path().split("/")[4].replace(".json", "")));
        if (requires != null) {
            operation.put("x-permission", requires.value().code());
            operation.put("x-over", requires.over().name().toLowerCase(Locale.ROOT));
            operation.put("x-fresh-factor", requires.does().dangerous());
        }
        operation.put(
                "security",
                List.of(Map.of(
                        "token",
                        requires == null ? List.of() : List.of(requires.value().scope()))));
        operation.put("parameters", parameters(route));
        route.body()
                .ifPresent(type -> operation.put(
                        "requestBody", Map.of("required", true, "content", content(schemas.reference(type)))));
        operation.put("responses", responses(route, schemas));
        return operation;
    }

    private static List<Object> parameters(Route route) {
        List<Object> all = new ArrayList<>();
        VARIABLE.matcher(route.path())
                .results()
                .map(found -> found.group(1))
                .forEach(name -> all.add(parameter(name, "path", true, "")));
        route.listing().ifPresent(listing -> list(listing, all));
        Requires requires = route.requires();
        if (requires != null) {
            for (String name : requires.parameters()) {
                all.add(parameter(name, "query", false, ""));
            }
        }
        if (route.takes(Preconditions.class)) {
            all.add(parameter("If-Match", "header", false, "The ETag of what you read."));
        }
        if (route.takes(Once.class)) {
            all.add(parameter(Idempotency.HEADER, "header", false, "The same key has its effect once."));
        }
        return all;
    }

    private static void list(Listing listing, List<Object> all) {
        List<String> fields = listing.fields().stream()
                .map(field -> field.name() + " "
                        + field.ops().stream().map(Listing.Op::word).toList())
                .toList();
        all.add(parameter("filter", "query", false, "Fields and comparisons: " + fields));
        all.add(parameter("sort", "query", false, "One of " + listing.sorts() + ", usually " + listing.usualSort()));
        all.add(parameter("cursor", "query", false, "The next_cursor of the page before."));
        all.add(parameter("limit", "query", false, "1 to " + ListQueries.MOST + ", usually " + ListQueries.USUAL));
        if (listing.searchable()) {
            all.add(parameter(ListQueries.SEARCH, "query", false, "What an address or a name starts with."));
        }
    }

    private static Map<String, Object> parameter(String name, String place, boolean required, String description) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", place);
        parameter.put("required", required);
        if (!description.isEmpty()) {
            parameter.put("description", description);
        }
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private static Map<String, Object> responses(Route route, ApiSchemas schemas) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Requires requires = route.requires();
        Class<?> type = requires == null ? Map.class : requires.answers();
        if (type == Void.class) {
            responses.put("204", Map.of("description", "Done"));
        } else if (type == Map.class) {
            responses.put("200", Map.of("description", "A document"));
        } else {
            Map<String, Object> one = schemas.reference(type);
            boolean many =
                    requires != null && (requires.items() || route.listing().isPresent());
            responses.put(
                    route.method().equals("POST") ? "2XX" : "200",
                    Map.of("description", "Done", "content", content(many ? schemas.page(one) : one)));
        }
        if (requires != null && List.of(requires.parameters()).contains(Approvals.REASON)) {
            responses.put(
                    "202",
                    Map.of(
                            "description",
                            "It waits for a second administrator",
                            "content",
                            content(schemas.reference(ProposalDocument.class))));
        }
        Map<String, Object> problem = Map.of(
                "description",
                "A problem document (RFC 9457)",
                "content",
                Map.of("application/problem+json", Map.of("schema", schemas.problem())));
        responses.put("4XX", problem);
        return responses;
    }

    private static Map<String, Object> content(Map<String, Object> schema) {
        return Map.of(JSON, Map.of("schema", schema));
    }

    private static String operationId(Route route) {
        String words = VARIABLE.matcher(route.path().substring(ApiPaths.V1.length() + 1))
                .replaceAll((MatchResult found) -> "by-" + found.group(1));
        return route.method().toLowerCase(Locale.ROOT) + "-" + words.replaceAll("[^a-z-]+", "-");
    }
}
