package io.gatehouse.password;

/** A hash function with its salt and its cost already given. */
@FunctionalInterface
interface Digester {

    byte[] digest(byte[] input);

    /** Whether the digest depends on the whole input; bcrypt stops after 72 bytes. */
    default boolean readsAllOf(byte[] input) {
        return true;
    }
}
