package io.gatehouse.password;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Bouncy Castle's implementation, for platforms without the native library. */
final class JavaArgon2 implements Argon2 {

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, ITERATIONS);

    @Override
    public String hash(String password) {
        String encoded = encoder.encode(password);
        if (encoded == null) {
            throw new IllegalStateException("The encoder returned nothing");
        }
        return encoded;
    }

    @Override
    public boolean matches(String password, String encoded) {
        return encoder.matches(password, encoded);
    }
}
