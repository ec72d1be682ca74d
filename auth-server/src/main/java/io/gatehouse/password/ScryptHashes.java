package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/**
 * Scrypt (RFC 7914) in three spellings: {@code $scrypt$ln=16,r=8,p=1$salt$digest}, Spring Security's {@code $e0801$salt$digest},
 * and Django's {@code scrypt$16384$text$8$1$digest}. Salts are bytes in the first two, text in Django's.
 */
final class ScryptHashes implements HashFamily {

    /** N times r times p: about a second. */
    private static final long MOST_WORK = 1 << 21;

    private static final long MOST_MEMORY = 256L << 20;
    private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";
    private static final Pattern PHC =
            Pattern.compile("\\$scrypt\\$ln=(?<log>\\d{1,2}),r=(?<blocks>\\d+),p=(?<lanes>\\d+)" + "\\$(?<salt>"
                    + BASE64 + ")\\$(?<digest>" + BASE64 + ")");
    private static final Pattern SPRING =
            Pattern.compile("\\$(?<hex>[0-9a-f]{5,6})\\$(?<salt>" + BASE64 + ")\\$(?<digest>" + BASE64 + ")");
    private static final Pattern DJANGO = Pattern.compile("scrypt\\$(?<cost>\\d+)\\$(?<salt>[^$]+)\\$(?<blocks>\\d+)"
            + "\\$(?<lanes>\\d+)\\$(?<digest>" + BASE64 + ")");

    /** Scrypt's memory lies in the heap, so one such hash is made at a time. */
    private final Object heap = new Object();

    private final long mostMemory;

    ScryptHashes(long heapBytes) {
        this.mostMemory = Math.min(MOST_MEMORY, heapBytes * 3 / 10);
    }

    @Override
    public @Nullable ParsedHash parse(String encoded) {
        Matcher phc = PHC.matcher(encoded);
        if (phc.matches()) {
            int log = Math.min(HashText.number(phc, "log"), 30);
            Cost cost = new Cost(1 << log, HashText.number(phc, "blocks"), HashText.number(phc, "lanes"));
            return parsed(phc, cost, HashText.base64(phc.group("salt")));
        }
        Matcher spring = SPRING.matcher(encoded);
        if (spring.matches()) {
            int packed = Integer.parseInt(spring.group("hex"), 16);
            Cost cost = new Cost(1 << Math.min(packed >> 16, 30), packed >> 8 & 0xff, packed & 0xff);
            return parsed(spring, cost, HashText.base64(spring.group("salt")));
        }
        Matcher django = DJANGO.matcher(encoded);
        if (django.matches()) {
            Cost cost = new Cost(
                    HashText.number(django, "cost"),
                    HashText.number(django, "blocks"),
                    HashText.number(django, "lanes"));
            return parsed(django, cost, django.group("salt").getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    private ParsedHash parsed(Matcher matcher, Cost cost, byte[] salt) {
        byte[] digest = HashText.digest(matcher);
        if (!cost.valid() || cost.work() > MOST_WORK) {
            throw new IllegalArgumentException(
                    "This scrypt hash costs too much to check: N, a power of two, times r times"
                            + " p may be 2,097,152 at most.");
        }
        if (cost.memory() > mostMemory) {
            throw new IllegalArgumentException("This scrypt hash needs " + (cost.memory() >> 20) + " MiB of memory, but"
                    + " this server gives " + (mostMemory >> 20) + " MiB: start it with a larger heap (-Xmx).");
        }
        return new ParsedHash(
                input -> scrypt(cost, input, salt, digest.length), digest, HashText.withoutDigest(matcher, 'A'), 0);
    }

    private byte[] scrypt(Cost cost, byte[] input, byte[] salt, int length) {
        synchronized (heap) {
            return SCrypt.generate(input, salt, cost.n(), cost.blocks(), cost.lanes(), length);
        }
    }

    private record Cost(int n, int blocks, int lanes) {

        boolean valid() {
            return n >= 2 && Integer.bitCount(n) == 1 && blocks >= 1 && blocks <= 255 && lanes >= 1 && lanes <= 255;
        }

        long work() {
            return (long) n * blocks * lanes;
        }

        long memory() {
            return 128L * blocks * n;
        }
    }
}
