package io.gatehouse.admin.api;

import io.gatehouse.registration.Invitation;

/** An invitation that the caller's permission extends to; only {@link InvitationArguments} makes one. */
record AdminInvitation(Invitation invitation) {}
