package io.gatehouse.demo.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an API asked for before it opens (RFC 9470 section 3): a stronger or a fresher sign-in. */
public record StepUp(List<String> acrValues, @Nullable Integer maxAge, String description) {}
