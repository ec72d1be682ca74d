package io.gatehouse.admin.api;

import io.gatehouse.admin.approval.Proposal;

/** A proposed change that exists; only {@link ObjectGuard} makes one. */
record AdminProposal(Proposal proposal) {}
