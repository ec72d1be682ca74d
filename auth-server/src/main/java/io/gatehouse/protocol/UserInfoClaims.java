package io.gatehouse.protocol;

import io.gatehouse.account.Profile;
import io.gatehouse.token.GrantSubject;
import io.gatehouse.token.UserInfoAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The claims that each scope opens at the userinfo endpoint (OpenID Connect Core 5.4). */
final class UserInfoClaims {

    private static final List<String> PROTOCOL =
            List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid");
    private static final List<String> EMAIL = List.of("email", "email_verified");

    /** All claims that an ID token or this endpoint may hold. */
    static final List<String> SUPPORTED = Stream.of(
                    PROTOCOL,
                    Profile.PROFILE_CLAIMS,
                    List.of("updated_at"),
                    EMAIL,
                    Profile.PHONE_CLAIMS,
                    Profile.ADDRESS_CLAIMS)
            .flatMap(List::stream)
            .toList();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    UserInfoClaims(JsonMapper json) {
        this.json = json;
    }

    Map<String, Object> of(UserInfoAccess access) {
        GrantSubject subject = access.subject();
        Map<String, Object> profile = json.readValue(subject.profile(), OBJECT);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject.id().toString());
        if (access.scopes().contains("profile")) {
            copy(profile, Profile.PROFILE_CLAIMS, claims);
            claims.put("updated_at", subject.updatedAt().getEpochSecond());
        }
        if (access.scopes().contains("email")) {
            claims.put("email", subject.email());
            claims.put("email_verified", subject.emailVerified());
        }
        if (access.scopes().contains("phone")) {
            copy(profile, Profile.PHONE_CLAIMS, claims);
        }
        if (access.scopes().contains("address")) {
            copy(profile, Profile.ADDRESS_CLAIMS, claims);
        }
        return claims;
    }

    private static void copy(Map<String, Object> from, List<String> names, Map<String, Object> to) {
        for (String name : names) {
            Object value = from.get(name);
            if (value != null) {
                to.put(name, value);
            }
        }
    }
}
