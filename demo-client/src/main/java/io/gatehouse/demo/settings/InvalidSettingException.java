package io.gatehouse.demo.settings;

/** A setting that is missing or wrong. The message is one plain sentence that names the setting and the remedy. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String sentence) {
        super(sentence);
    }
}
