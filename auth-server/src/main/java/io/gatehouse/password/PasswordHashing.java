package io.gatehouse.password;

import io.gatehouse.keyring.RandomTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes hashes with today's parameters, and checks those and all older and imported ones, through one fair queue. Whoever
 * calls stands in a line of that queue: a network, or whatever else may flood. What it returns is fit to be stored.
 */
final class PasswordHashing {

    private static final String OWN_SALT_AND_DIGEST = "[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}";

    private final HashingQueue queue;
    private final HashSeals seals;
    private final Argon2Settings settings;
    private final Argon2Hashes argon2Hashes;
    private final WrappedHashes wrappedHashes;
    private final HashFormats formats;
    private final Pattern current;
    private final String dummy;

    PasswordHashing(Argon2 argon2, Argon2Settings settings, HashingQueue queue, HashSeals seals) {
        this.queue = queue;
        this.seals = seals;
        this.settings = settings;
        this.argon2Hashes = new Argon2Hashes(argon2);
        List<HashFamily> families = new ArrayList<>(List.of(
                argon2Hashes,
                new BcryptHashes(),
                new Pbkdf2Hashes(),
                new ScryptHashes(Runtime.getRuntime().maxMemory())));
        this.wrappedHashes = new WrappedHashes(new HashFormats(families), argon2Hashes);
        families.add(wrappedHashes);
        this.formats = new HashFormats(families);
        this.current = Pattern.compile(Pattern.quote(settings.prefix()) + OWN_SALT_AND_DIGEST);
        this.dummy = seals.seal(encode(RandomTokens.next()));
    }

    String hash(String password) {
        return hash(password, "");
    }

    String hash(String password, String line) {
        return queue.run(line, () -> seals.seal(encode(PasswordText.normalise(password))));
    }

    boolean matches(String password, String stored) {
        return matches(password, stored, "");
    }

    /**
     * Other systems hash the text as it was typed, so that is tried too where normalising changes it. The text of a hash made
     * here is normalised already: for such a hash the second try can't succeed, and costs the same for everybody.
     */
    boolean matches(String password, String stored, String line) {
        ParsedHash hash = parse(stored);
        String normalised = PasswordText.normalise(password);
        return queue.run(
                line, () -> hash.matches(normalised) || !normalised.equals(password) && hash.matches(password));
    }

    /** Whether a stored hash differs from what would be stored today. */
    boolean outdated(String stored) {
        return !seals.current(stored) || !current.matcher(seals.open(stored)).matches();
    }

    /** What to store instead of an outdated hash, now that its password is known. */
    String renewed(String password, String stored, String line) {
        String encoded = seals.open(stored);
        String normalised = PasswordText.normalise(password);
        if (current.matcher(encoded).matches()) {
            return seals.seal(encoded);
        }
        ParsedHash hash = parse(stored);
        // A function that stops reading (bcrypt) accepts any ending: it must not become the password.
        boolean whole = hash.readsAllOf(password) && hash.readsAllOf(normalised);
        return whole ? hash(password, line) : strengthened(stored);
    }

    /** What to store instead of a hash whose password is not known; the same text if there is nothing to improve. */
    String strengthened(String stored) {
        String encoded = seals.open(stored);
        ParsedHash hash = parse(stored);
        if (hash.work() < settings.work()) {
            return queue.run("", () -> seals.seal(wrappedHashes.wrap(hash, settings)));
        }
        return seals.current(stored) ? stored : seals.seal(encoded);
    }

    /** What to store for a hash that was made elsewhere. Throws {@link IllegalArgumentException} with a plain sentence. */
    String imported(String encoded) {
        String opened = seals.open(encoded);
        formats.parse(opened);
        return seals.seal(opened);
    }

    /** A stored hash without its seal, for a server that has another keyring. */
    String portable(String stored) {
        return seals.open(stored);
    }

    /** A hash that costs the same to check and matches nothing; none if it cannot be checked. */
    Optional<String> withoutDigest(String stored) {
        try {
            return Optional.of(parse(stored).recipe());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** A hash of something that nobody knows, as costly to check as a real one. */
    String dummy() {
        return dummy;
    }

    private String encode(String normalised) {
        return argon2Hashes.encode(settings, normalised.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the hash can be checked at all: a former one may be sealed under a key that is gone. */
    boolean readable(String stored) {
        try {
            parse(stored);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private ParsedHash parse(String stored) {
        try {
            return formats.parse(seals.open(stored));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("A stored password hash cannot be checked. " + e.getMessage(), e);
        }
    }
}
