package io.gatehouse.throttle;

/**
 * One counter and what it tolerates in a window.
 *
 * @param key keyed hash of what is counted
 * @param soft failures after which each further try has to wait
 * @param hard failures after which the window is closed
 * @param own whether the counter belongs to one person or client in one place, so that success wipes it
 */
record Limit(byte[] key, int soft, int hard, boolean own) {}
