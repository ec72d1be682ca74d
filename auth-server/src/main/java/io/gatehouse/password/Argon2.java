package io.gatehouse.password;

/** Argon2id (RFC 9106), encoded as {@code $argon2id$v=19$…}; the native and the Java implementation are interchangeable. */
interface Argon2 {

    int MEMORY_KIB = 19_456;
    int ITERATIONS = 2;
    int LANES = 1;
    int SALT_BYTES = 16;
    int HASH_BYTES = 32;

    String hash(String password);

    boolean matches(String password, String encoded);
}
