package io.gatehouse.signin;

import java.time.Instant;
import java.util.UUID;

/**
 * What a person was asked for the sake of one authorization request: when the question was put, and what they said. A prompt
 * is satisfied by an answer younger than the question, which is why no prompt ever loops.
 *
 * @param denied they declined
 * @param chosen public name of the session that they chose to go on with; zero when they did not choose
 */
public record Interaction(Instant askedAt, boolean denied, UUID chosen) {}
