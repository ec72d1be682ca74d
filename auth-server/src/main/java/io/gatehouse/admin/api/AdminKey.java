package io.gatehouse.admin.api;

import io.gatehouse.signingkey.KeyInfo;

/** A signing key that signs at present; only {@link ThingGuard} makes one. */
record AdminKey(KeyInfo info) {}
