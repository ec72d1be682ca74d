package io.gatehouse.admin.api;

import io.gatehouse.client.ClientDetails;

/** A secret of an application that exists; only {@link ThingGuard} makes one. */
record AdminSecret(AdminClient client, ClientDetails.SecretInfo info) {}
