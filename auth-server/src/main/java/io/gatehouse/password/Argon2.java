package io.gatehouse.password;

/** The function Argon2 (RFC 9106); the native and the Java implementation are interchangeable. */
interface Argon2 {

    /** Hashes the input; the length is that of the result in bytes. */
    byte[] digest(Argon2Settings settings, byte[] salt, byte[] input, int length);
}
