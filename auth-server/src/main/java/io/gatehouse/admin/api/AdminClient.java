package io.gatehouse.admin.api;

import io.gatehouse.client.ClientDetails;

/** An application that exists; only {@link ThingGuard} makes one. */
record AdminClient(ClientDetails details) {

    String id() {
        return details.registration().id();
    }

    String etag() {
        return Preconditions.etag(details.version());
    }
}
