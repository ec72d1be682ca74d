package io.gatehouse.token;

import java.util.Set;

/** A live access token at the userinfo endpoint: whose claims, and which scopes it carries. */
public record UserInfoAccess(GrantSubject subject, Set<String> scopes) {}
