package io.gatehouse.client;

import org.jspecify.annotations.Nullable;

/**
 * A scope that exists, with the words in which the consent page explains it.
 *
 * @param resource the API that the scope belongs to; becomes the audience of access tokens (RFC 9068 section 3)
 */
public record Scope(String name, @Nullable String resource, String title, String description) {}
