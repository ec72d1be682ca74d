package io.gatehouse.password;

/** Variant, version and cost of an Argon2 hash (RFC 9106 section 3.1). */
record Argon2Settings(Variant variant, int version, int memoryKib, int iterations, int lanes) {

    static final int VERSION = 19;

    /** Above this a single hash would hold the processor and the memory for too long. */
    static final int MOST_MEMORY_KIB = 524_288;

    static final int MOST_LANES = 16;
    static final int MOST_WORK = 1_048_576;

    /** The three ways in which Argon2 addresses its memory; only the last one is used for new hashes. */
    enum Variant {
        D("argon2d"),
        I("argon2i"),
        ID("argon2id");

        private final String text;

        Variant(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Argon2Settings id(int memoryKib, int iterations, int lanes) {
        return new Argon2Settings(Variant.ID, VERSION, memoryKib, iterations, lanes);
    }

    /** How much an attacker must do for each guess: memory times passes, in KiB. */
    long work() {
        return (long) memoryKib * iterations;
    }

    boolean affordable() {
        return memoryKib >= 8 * lanes
                && memoryKib <= MOST_MEMORY_KIB
                && iterations >= 1
                && lanes >= 1
                && lanes <= MOST_LANES
                && work() <= MOST_WORK;
    }

    /** What stands in front of the salt in the usual spelling. */
    String prefix() {
        return "$" + variant.text() + "$v=" + version + "$m=" + memoryKib + ",t=" + iterations + ",p=" + lanes + "$";
    }
}
