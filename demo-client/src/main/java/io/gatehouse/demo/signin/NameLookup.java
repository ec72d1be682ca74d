package io.gatehouse.demo.signin;

import io.gatehouse.demo.oidc.TokenClient;
import io.gatehouse.demo.oidc.Tokens;
import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.wire.Answer;
import io.gatehouse.demo.wire.Check;
import io.gatehouse.demo.wire.Step;
import io.gatehouse.demo.wire.Trace;
import io.gatehouse.demo.wire.UnreachableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds out what to call the person. With the code flow the profile is in the userinfo answer and not in the ID token
 * (OpenID Connect Core 1.0 section 5.4). A sign-in never fails for want of a name: then it is the subject.
 */
@Component
final class NameLookup {

    private final TokenClient tokens;
    private final Clock clock;

    NameLookup(TokenClient tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    String nameOf(String subject, Tokens answer, Trace trace) {
        return userinfo(answer, trace)
                .filter(info -> isAbout(subject, info, trace))
                .flatMap(NameLookup::name)
                .orElse(subject);
    }

    private Optional<Answer> userinfo(Tokens answer, Trace trace) {
        try {
            return Optional.of(tokens.userinfo(answer.access(), trace)).filter(Answer::ok);
        } catch (UnreachableException | ProblemException e) {
            return Optional.empty();
        }
    }

    /** OpenID Connect Core 1.0 section 5.3.2: an answer about another subject must not be used. */
    private boolean isAbout(String subject, Answer info, Trace trace) {
        String found = info.member("sub").orElse("nobody");
        boolean same = found.equals(subject);
        trace.add(Step.checking(
                clock.instant(),
                "Check whom the answer is about",
                "An access token could have been swapped on the way. The profile only counts if it belongs to the person"
                        + " of the ID token.",
                List.of(new Check("Subject is the one of the ID token", found, same))));
        return same;
    }

    private static Optional<String> name(Answer info) {
        return Stream.of("name", "preferred_username", "email")
                .flatMap(member -> info.member(member).stream())
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
