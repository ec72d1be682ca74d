package io.gatehouse.notes;

import java.util.Locale;

/** A setting that is missing or wrong: one sentence that names the setting and says what to do. Ends the start. */
public final class ConfigurationProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationProblem(String sentence) {
        super(sentence);
    }

    static ConfigurationProblem of(String property, String remedy) {
        String variable = property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return new ConfigurationProblem("The setting " + property + " (" + variable + ") " + remedy);
    }
}
