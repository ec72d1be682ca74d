package io.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.client.ClaimRules;
import io.gatehouse.client.ClientPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Says in an access token which roles and permissions the person holds, as far as the client is to know. What would be too
 * much for a header is left out, the token says so, and so does the log, once a day for each client.
 */
final class RightsClaims {

    static final String OVERFLOW = "roles_overflow";
    private static final int MOST_BYTES = 4096;
    private static final int MOST_NAMED = 50;
    private static final Logger LOG = LoggerFactory.getLogger(RightsClaims.class);

    private final Cache<String, Boolean> warned = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    /** Returns what is left out, by the rule that says so. */
    Map<String, List<String>> write(HeldRights rights, RegisteredClient client, JWTClaimsSet.Builder claims) {
        ClaimRules rules = ClientPolicy.of(client).claims();
        List<String> roles = rights.roles().stream()
                .filter(rules::admits)
                .filter(name -> rules.content().roles())
                .toList();
        List<String> permissions = rights.permissions().stream()
                .filter(rules::admits)
                .filter(name -> rules.content().permissions())
                .toList();
        Map<String, List<String>> left = new HashMap<>();
        leftOut(left, "filter", rights.roles().stream().filter(name -> !rules.admits(name)));
        if (!rules.content().roles()) {
            leftOut(left, "content", rights.roles().stream().filter(rules::admits));
        }
        int names = roles.size() + permissions.size();
        if (names > rules.most() || bytes(roles) + bytes(permissions) > MOST_BYTES) {
            claims.claim(OVERFLOW, true);
            warn(client.getClientId(), names);
            leftOut(left, "most", Stream.concat(roles.stream(), permissions.stream()));
            return left;
        }
        if (!roles.isEmpty()) {
            // RFC 9068 section 2.2.3.1
            claims.claim("roles", roles);
        }
        if (!permissions.isEmpty()) {
            claims.claim("permissions", permissions);
        }
        return left;
    }

    private static void leftOut(Map<String, List<String>> left, String rule, Stream<String> names) {
        List<String> some = names.limit(MOST_NAMED).toList();
        if (!some.isEmpty()) {
            left.put(rule, some);
        }
    }

    private void warn(String client, int names) {
        if (warned.asMap().putIfAbsent(client, Boolean.TRUE) == null) {
            LOG.warn(
                    "Tokens for client {} leave roles and permissions out: a person has {} of them, which is more than"
                            + " max_claims or 4 KB. Narrow role_filter of the client.",
                    client,
                    names);
        }
    }

    private static int bytes(List<String> names) {
        return names.stream()
                .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length + 3)
                .sum();
    }
}
