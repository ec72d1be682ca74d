package io.gatehouse.demo.signin;

import io.gatehouse.demo.oidc.Metadata;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.settings.App;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The answer to an authorization request, as the browser brought it. */
public record Callback(
        String state,
        @Nullable String code,
        @Nullable String issuer,
        @Nullable String error,
        @Nullable String description,
        String rawQuery) {

    static Callback of(HttpServletRequest request) {
        String query = request.getQueryString();
        String state = single(request, "state");
        return new Callback(
                state == null ? "" : state,
                single(request, "code"),
                single(request, "iss"),
                single(request, "error"),
                single(request, "error_description"),
                query == null ? "" : query);
    }

    /** RFC 9207 section 2.4: an answer of another provider is refused, success or not. */
    void checkIssuer(Metadata metadata, App app) {
        boolean right = issuer == null
                ? !metadata.answersWithIssuer()
                : metadata.issuer().equals(issuer);
        if (!right) {
            throw new ProblemException(
                            400,
                            "The answer comes from another provider",
                            "This app asked " + metadata.issuer() + ", and the answer does not say that it comes from"
                                    + " there. Nothing was stored.")
                    .offering(app.home(), "Start again");
        }
    }

    String code(App app) {
        if (error != null) {
            ProblemException problem = new ProblemException(400, ErrorCodes.title(error), ErrorCodes.explanation(error))
                    .offering(app.home(), "Try again");
            throw problem.quoting(description == null ? error : error + ": " + description);
        }
        if (code == null || code.isBlank()) {
            throw new ProblemException(400, "The answer is not complete", "It holds neither a code nor an error.")
                    .offering(app.home(), "Start again");
        }
        return code;
    }

    private static @Nullable String single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        // RFC 6749 section 3.1: no parameter may come twice.
        if (values != null && values.length > 1) {
            throw new ProblemException(
                    400, "The answer is ambiguous", "It holds the parameter " + name + " more than once.");
        }
        return values == null ? null : values[0];
    }

    @Override
    public String toString() {
        return "Callback[error=" + error + "]";
    }
}
