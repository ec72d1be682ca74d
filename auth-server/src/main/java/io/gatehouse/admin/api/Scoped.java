package io.gatehouse.admin.api;

import io.gatehouse.access.Reach;

/** How far the caller's permission for this request extends; a handler that lists shows nothing beyond it. */
record Scoped(Caller caller, Reach reach) {}
