package io.gatehouse.web;

/**
 * Pages that an anonymous person may open. A feature declares one as a bean; everything that nobody declared is denied.
 *
 * @param patterns path patterns such as {@code /sign-up} or {@code /sign-up/**}
 */
public record PublicPaths(String... patterns) {}
