package io.gatehouse.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encoded hashes that this server can check, and how costly they may be. */
final class EncodedHash {

    private static final Pattern ARGON2ID = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    private static final int MOST_MEMORY_KIB = 262_144;
    private static final int MOST_ITERATIONS = 16;
    private static final int MOST_LANES = 16;

    private EncodedHash() {}

    static boolean isBcrypt(String encoded) {
        return BCRYPT.matcher(encoded).matches();
    }

    static String requireSupported(String encoded) {
        if (isBcrypt(encoded)) {
            return encoded;
        }
        Matcher argon2 = ARGON2ID.matcher(encoded);
        boolean affordable = argon2.matches()
                && between(argon2.group(1), 8, MOST_MEMORY_KIB)
                && between(argon2.group(2), 1, MOST_ITERATIONS)
                && between(argon2.group(3), 1, MOST_LANES);
        if (!affordable) {
            throw new IllegalArgumentException("The password hash is not one that this server can check: it takes"
                    + " $argon2id$v=19$… of at most 256 MiB and 16 rounds, and bcrypt of strength 4 to 16.");
        }
        return encoded;
    }

    private static boolean between(String digits, int least, int most) {
        int value = Integer.parseInt(digits);
        return value >= least && value <= most;
    }
}
