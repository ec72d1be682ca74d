package io.gatehouse.password;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** The C reference implementation; fails to construct where its library does not load. */
final class NativeArgon2 implements Argon2 {

    private final de.mkammerer.argon2.Argon2 library =
            Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);

    NativeArgon2() {
        if (!matches("probe", hash("probe"))) {
            throw new IllegalStateException("The native Argon2 library does not recognise its own hash");
        }
    }

    @Override
    public String hash(String password) {
        return withBytes(password, bytes -> library.hash(ITERATIONS, MEMORY_KIB, LANES, bytes));
    }

    @Override
    public boolean matches(String password, String encoded) {
        return withBytes(password, bytes -> library.verify(encoded, bytes));
    }

    private static <T> T withBytes(String password, Function<byte[], T> work) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return work.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
