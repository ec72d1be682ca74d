package io.gatehouse.consent;

import java.time.Instant;
import java.util.Set;

/** The scopes that a person allowed an application, and when they last said so. */
public record ConsentDecision(Set<String> scopes, Instant decidedAt) {}
