package io.gatehouse.notification;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A mail that some feature wants to have sent. Its texts are the templates {@code mail/<template>.txt} and
 * {@code mail/<template>.html}.
 *
 * @param to one address in the form of the mail system
 * @param subject key of the message that is the subject
 * @param model what the templates may show
 */
public record Mail(String to, String template, String subject, Map<String, String> model, Locale locale) {

    private static final int MAX_ADDRESS = 320;
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public Mail {
        // a line break would start another header (RFC 5322 section 2.2)
        if (to.length() > MAX_ADDRESS || to.indexOf('@') < 1 || to.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A mail needs one recipient address without control characters");
        }
        if (!TEMPLATE.matcher(template).matches()) {
            throw new IllegalArgumentException("Not the name of a mail template: " + template);
        }
        model = Map.copyOf(model);
    }

    /** A mail whose subject is the message {@code mail.<template>.subject}. */
    public Mail(String to, String template, Map<String, String> model, Locale locale) {
        this(to, template, "mail." + template + ".subject", model, locale);
    }

    /** Names no recipient and no link, so that a log can show it. */
    @Override
    public String toString() {
        return "Mail[" + template + "]";
    }
}
