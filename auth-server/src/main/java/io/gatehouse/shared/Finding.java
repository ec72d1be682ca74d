package io.gatehouse.shared;

/**
 * One line of a doctor's report, for operators only.
 *
 * @param subject what was looked at, for example {@code database}
 * @param observation what was seen, without secrets
 * @param remedy what to do about it; empty when nothing is to be done
 */
public record Finding(String subject, Level level, String observation, String remedy) {

    /** How much it matters: nothing to do, should be mended, is broken. */
    public enum Level {
        OK,
        WARNING,
        FAILURE
    }

    public static Finding ok(String subject, String observation) {
        return new Finding(subject, Level.OK, observation, "");
    }

    public static Finding warning(String subject, String observation, String remedy) {
        return new Finding(subject, Level.WARNING, observation, remedy);
    }

    public static Finding failure(String subject, String observation, String remedy) {
        return new Finding(subject, Level.FAILURE, observation, remedy);
    }
}
