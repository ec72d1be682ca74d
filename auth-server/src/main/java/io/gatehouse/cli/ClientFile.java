package io.gatehouse.cli;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that is written down as JSON, in the words of the admin API. */
final class ClientFile {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Set<String> MEMBERS = Set.of(
            "client_id",
            "client_name",
            "authentication_methods",
            "grant_types",
            "redirect_uris",
            "post_logout_redirect_uris",
            "scopes",
            "jwks_uri",
            "require_pkce",
            "require_consent",
            "may_introspect",
            "second_factor");

    private final JsonNode json;

    private ClientFile(JsonNode json) {
        this.json = json;
    }

    /** The registration of the file, whose identifier must be this one if it names any. */
    static ClientRegistration read(Path file, String id) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refusal("The file " + file + " is too large for one application.", null);
            }
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            if (!json.isObject()) {
                throw refusal("The file " + file + " holds no JSON object.", null);
            }
            json.propertyNames().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refusal("The member " + name + " is not known here.", null);
                    });
            return new ClientFile(json).registration(id);
        } catch (IOException | JacksonException e) {
            throw refusal("The file " + file + " can't be read as JSON.", e);
        }
    }

    private ClientRegistration registration(String id) {
        if (!text("client_id", id).equals(id)) {
            throw refusal("The file is about another application: " + text("client_id", id) + ".", null);
        }
        String keys = json.path("jwks_uri").asString("");
        return new ClientRegistration(
                id,
                text("client_name", id),
                new ClientRights(
                        list("authentication_methods", List.of("client_secret_basic")),
                        list("grant_types", List.of("authorization_code", "refresh_token")),
                        list("scopes", List.of("openid")),
                        flag("require_pkce", true),
                        flag("require_consent", true),
                        flag("may_introspect", false),
                        flag("second_factor", false)),
                new ClientUris(
                        list("redirect_uris", List.of()),
                        list("post_logout_redirect_uris", List.of()),
                        null,
                        null,
                        null,
                        null),
                keys.isEmpty() ? ClientKeySource.NONE : new ClientKeySource(null, keys, null),
                List.of());
    }

    private String text(String name, String otherwise) {
        return json.path(name).asString(otherwise);
    }

    private boolean flag(String name, boolean otherwise) {
        return json.path(name).asBoolean(otherwise);
    }

    private List<String> list(String name, List<String> otherwise) {
        JsonNode node = json.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isString()) {
                throw refusal("The member " + name + " must be a list of texts.", null);
            }
            values.add(value.asString());
        }
        return values;
    }

    private static GatehouseException refusal(String sentence, @Nullable Exception cause) {
        return new GatehouseException(ErrorCode.INVALID_REQUEST, sentence, cause);
    }
}
