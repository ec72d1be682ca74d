package io.gatehouse.mfa;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Codes to print and keep, for the day on which the phone is gone. Each works once; the database knows their keyed hashes. */
final class RecoveryCodes {

    static final int COUNT = 10;
    /** From here on people are told to make new ones. */
    static final int FEW = 3;

    private static final SecureRandom RANDOM = new SecureRandom();
    /** 32 letters and digits of which none looks like another: 5 bits each, 60 bits a code. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int GROUPS = 3;
    private static final int GROUP_LENGTH = 4;
    private static final int LONGEST = 64;

    private final JdbcRecoveryCodes rows;
    private final Keyring keyring;
    private final Clock clock;

    RecoveryCodes(JdbcRecoveryCodes rows, Keyring keyring, Clock clock) {
        this.rows = rows;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** New codes that nobody has yet. */
    static List<String> generate() {
        return Stream.generate(RecoveryCodes::code).limit(COUNT).toList();
    }

    /** Whether the person ever got any, used up or not. */
    boolean any(AccountId account) {
        return rows.any(account);
    }

    int left(AccountId account) {
        return rows.left(account);
    }

    /** These are the person's codes from now on; older ones are void. */
    void replace(AccountId account, List<String> codes) {
        rows.deleteAll(account);
        List<byte[]> hashes = codes.stream()
                .map(code -> keyring.keyedHash(Purpose.RECOVERY_CODE, input(account, code)))
                .toList();
        rows.insert(account, hashes, clock.instant());
    }

    /** Whether it is one of the person's codes that was not used before. */
    boolean accept(AccountId account, String typed) {
        String code = read(typed);
        if (code.length() != GROUPS * GROUP_LENGTH) {
            return false;
        }
        List<byte[]> hashes = keyring.keyedHashes(Purpose.RECOVERY_CODE, input(account, code));
        return rows.take(account, hashes, clock.instant());
    }

    int removeAll(AccountId account) {
        return rows.deleteAll(account);
    }

    private static byte[] input(AccountId account, String code) {
        return (account + " " + read(code)).getBytes(StandardCharsets.UTF_8);
    }

    /** Letters in any case, with or without dashes; o, i and l are taken for the digits that they look like. */
    private static String read(String typed) {
        StringBuilder code = new StringBuilder();
        String text = typed.length() > LONGEST ? "" : typed;
        for (int letter : text.codePoints().toArray()) {
            if (!TypedCode.separator(letter)) {
                int plain = Character.toLowerCase(letter);
                code.appendCodePoint(plain == 'o' ? '0' : plain == 'i' || plain == 'l' ? '1' : plain);
            }
        }
        return code.toString();
    }

    private static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
