package io.gatehouse.registration;

/**
 * What became of the press of the activation button.
 *
 * @param next where the person was on the way to when signing up in this browser, or nothing
 */
record Activation(Outcome outcome, String next) {

    enum Outcome {
        DONE,
        LINK_DEAD,
        PASSWORD_NEEDED,
        PASSWORD_WRONG
    }

    static Activation of(Outcome outcome) {
        return new Activation(outcome, "");
    }
}
