package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A hash that can be checked.
 *
 * @param digester recomputes the digest
 * @param digest what it must come to
 * @param recipe the encoded hash with zeros for the digest: everything needed to recompute it, and nothing to guess against
 * @param work what each guess costs, in KiB of Argon2id; 0 for every other function
 */
record ParsedHash(Digester digester, byte[] digest, String recipe, long work) {

    boolean matches(String password) {
        return MessageDigest.isEqual(digester.digest(bytes(password)), digest);
    }

    boolean readsAllOf(String password) {
        return digester.readsAllOf(bytes(password));
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ParsedHash[hidden]";
    }
}
