package io.gatehouse.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** The terms of use, if the operator has some and the person has not accepted their present version. */
final class TermsStep implements SignInStep {

    static final String PATH = "/sign-in/terms";

    private final Terms terms;

    TermsStep(Terms terms) {
        this.terms = terms;
    }

    @Override
    public Optional<String> missing(PendingSignIn pending, HttpServletRequest request) {
        return terms.acceptedBy(pending.account()) ? Optional.empty() : Optional.of(PATH);
    }

    @Override
    public Map<String, String> because(PendingSignIn pending, HttpServletRequest request) {
        return Map.of("because", "terms");
    }

    @Override
    public boolean owns(String path, PendingSignIn pending) {
        return path.equals(PATH);
    }
}
