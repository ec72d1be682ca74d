package io.gatehouse.admin.api;

/** The id of a request as the server gives them out; only {@link ThingGuard} makes one. */
record AdminRequest(String id) {}
