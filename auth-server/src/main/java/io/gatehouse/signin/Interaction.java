package io.gatehouse.signin;

import java.time.Instant;

/**
 * What a person was asked for the sake of one authorization request: when the question was put, and whether they said no.
 * A prompt is satisfied by an answer younger than the question, which is why no prompt ever loops.
 */
public record Interaction(Instant askedAt, boolean denied) {}
