package io.gatehouse.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an ID token of this server, expired or not, says about a sign-in (OpenID Connect Core 3.1.2.1, id_token_hint). */
public record IdTokenHint(
        String subject, List<String> audience, @Nullable String sid) {}
