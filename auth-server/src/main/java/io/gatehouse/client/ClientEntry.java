package io.gatehouse.client;

import java.util.List;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What the cache holds of a client, so that authenticating it needs no database. */
record ClientEntry(RegisteredClient client, List<StoredSecret> secrets, ClientKeySource keys) {}
