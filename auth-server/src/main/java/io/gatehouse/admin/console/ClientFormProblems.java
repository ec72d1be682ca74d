package io.gatehouse.admin.console;

import io.gatehouse.client.ClientProblem;
import io.gatehouse.client.ClientRegistration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the rules of registrations find wrong, beside the field of the form that it is about and in the reader's words. */
final class ClientFormProblems {

    /** Which field a member of the registration is filled in with, in the order of the form. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("client_name", "name");
        FIELDS.put("client_id", "client_id");
        FIELDS.put("redirect_uris", "redirects");
        FIELDS.put("post_logout_redirect_uris", "post_logout");
        FIELDS.put("token_endpoint_auth_methods", "methods");
        FIELDS.put("jwks_uri", "jwks_uri");
        FIELDS.put("jwks", "jwks");
        FIELDS.put("grant_types", "grants");
        FIELDS.put("scopes", "scopes");
        FIELDS.put("require_pkce", "pkce");
        FIELDS.put("may_introspect", "introspect");
        FIELDS.put("access_token_seconds", "access");
        FIELDS.put("refresh_token_idle_seconds", "idle");
        FIELDS.put("refresh_token_max_seconds", "max");
        FIELDS.put("claims", "content");
        FIELDS.put("role_filter", "filter");
        FIELDS.put("max_claims", "most");
    }

    private static final Pattern KEY = Pattern.compile("([a-z_]+)(?:\\.keys)?(?:\\[([0-9]+)])?");

    private final Map<String, List<Sentence>> byField = new LinkedHashMap<>();

    /** The message {@code app.problem.<code>}, and what was filled in. */
    record Sentence(String code, String value) {}

    static ClientFormProblems of(ClientForm form, ClientRegistration wanted, List<ClientProblem> problems) {
        ClientFormProblems found = new ClientFormProblems();
        form.unreadable().forEach(name -> found.add(name, ""));
        for (ClientProblem problem : problems) {
            Matcher key = KEY.matcher(problem.key());
            if (key.matches()) {
                found.add(key.group(1), value(wanted, key.group(1), key.group(2)));
            } else {
                found.add("", problem.toString());
            }
        }
        return found;
    }

    static ClientFormProblems taken(String clientId) {
        ClientFormProblems found = new ClientFormProblems();
        found.byField.put("client_id", List.of(new Sentence("taken", clientId)));
        return found;
    }

    private void add(String member, String value) {
        String field = FIELDS.get(member);
        Sentence sentence = field == null ? new Sentence("other", member + " " + value) : new Sentence(member, value);
        List<Sentence> sentences = byField.computeIfAbsent(field == null ? "other" : field, one -> new ArrayList<>());
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    private static String value(ClientRegistration wanted, String member, @Nullable String index) {
        List<String> values = switch (member) {
            case "redirect_uris" -> wanted.uris().redirectUris();
            case "post_logout_redirect_uris" -> wanted.uris().postLogoutRedirectUris();
            case "scopes" -> wanted.rights().scopes();
            default -> List.of();
        };
        int at = index == null ? -1 : Integer.parseInt(index);
        return at >= 0 && at < values.size() ? values.get(at) : "";
    }

    boolean none() {
        return byField.isEmpty();
    }

    /** For the page: what to say beside a field. */
    public List<Sentence> beside(String field) {
        return byField.getOrDefault(field, List.of());
    }

    public boolean wrong(String field) {
        return byField.containsKey(field);
    }

    /** The field that the cursor belongs into: the first that is wrong, in the order of the form. */
    public String first() {
        return FIELDS.values().stream().filter(byField::containsKey).findFirst().orElse("");
    }
}
