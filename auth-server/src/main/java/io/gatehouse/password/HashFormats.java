package io.gatehouse.password;

import java.util.List;

/** All the families together: finds the one that an encoded hash is of. */
final class HashFormats {

    private static final int LONGEST = 4096;

    private final List<HashFamily> families;

    HashFormats(List<HashFamily> families) {
        this.families = List.copyOf(families);
    }

    /** Throws {@link IllegalArgumentException} with a sentence for the operator, which never holds the hash itself. */
    ParsedHash parse(String encoded) {
        if (encoded.length() <= LONGEST) {
            for (HashFamily family : families) {
                ParsedHash parsed = family.parse(encoded);
                if (parsed != null) {
                    return parsed;
                }
            }
        }
        throw new IllegalArgumentException("The password hash is not one that this server can check: it takes Argon2,"
                + " bcrypt, scrypt and PBKDF2 in the spellings that docs/guides/migrate-passwords.md lists.");
    }
}
