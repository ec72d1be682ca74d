package io.gatehouse.admin.console;

/**
 * Something about a client that could be safer: {@code console.finding.<code>} says what, with {@code .fix} how to mend it.
 *
 * @param serious whether it opens a way to attack, rather than making one wider
 */
record Finding(String code, boolean serious, String detail) {}
