package io.gatehouse.admin.console;

import org.jspecify.annotations.Nullable;

/**
 * Something that a page names.
 *
 * @param href where all about it stands, or null when the viewer may not open that
 */
record Thing(String name, @Nullable String href) {}
