package io.gatehouse.admin.console;

import io.gatehouse.registration.Invitation;

/** An invitation that the viewer's permission extends to; only {@link ConsoleGuard} makes one. */
record GuardedInvitation(Invitation invitation) {}
