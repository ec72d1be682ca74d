package io.gatehouse.admin.api;

import io.gatehouse.session.SignedInDevice;

/** A live session of a person whom the caller's permission extends to; only {@link ObjectGuard} makes one. */
record AdminSession(AdminPerson person, SignedInDevice device) {}
