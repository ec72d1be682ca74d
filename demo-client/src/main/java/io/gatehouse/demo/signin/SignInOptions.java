package io.gatehouse.demo.signin;

import io.gatehouse.demo.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The optional parameters of an authorization request (OpenID Connect Core 1.0 section 3.1.2.1). */
public record SignInOptions(
        @Nullable String prompt,
        @Nullable Integer maxAge,
        @Nullable String acrValues,
        @Nullable String loginHint) {

    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
    private static final Pattern ACR_VALUES = Pattern.compile("[\\x21-\\x7e]{1,100}( [\\x21-\\x7e]{1,100}){0,4}");
    private static final Pattern LOGIN_HINT = Pattern.compile("[^\\p{Cntrl}]{1,254}");

    public static final SignInOptions NONE = new SignInOptions(null, null, null, null);

    /** Reads what a visitor typed; blank means left out. */
    static SignInOptions of(
            @Nullable String prompt, @Nullable String maxAge, @Nullable String acr, @Nullable String hint) {
        String seconds = filled(maxAge);
        if (seconds != null && !seconds.matches("\\d{1,9}")) {
            throw refused("max_age is a number of seconds");
        }
        String chosen = filled(prompt);
        if (chosen != null && !PROMPTS.contains(chosen)) {
            throw refused("prompt is one of none, login, consent and select_account");
        }
        String values = filled(acr);
        if (values != null && !ACR_VALUES.matcher(values).matches()) {
            throw refused("acr_values is a short list of names separated by spaces");
        }
        String who = filled(hint);
        if (who != null && !LOGIN_HINT.matcher(who).matches()) {
            throw refused("login_hint is an e-mail address or user name");
        }
        return new SignInOptions(chosen, seconds == null ? null : Integer.valueOf(seconds), values, who);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (prompt != null) {
            parameters.put("prompt", prompt);
        }
        if (maxAge != null) {
            parameters.put("max_age", maxAge.toString());
        }
        if (acrValues != null) {
            parameters.put("acr_values", acrValues);
        }
        if (loginHint != null) {
            parameters.put("login_hint", loginHint);
        }
        return parameters;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static ProblemException refused(String rule) {
        return new ProblemException(
                400, "That option cannot be sent", "Please check the sign-in options: " + rule + ".");
    }
}
