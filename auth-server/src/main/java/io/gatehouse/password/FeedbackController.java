package io.gatehouse.password;

import io.gatehouse.throttle.Door;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tells a page, while a person types, what the policy thinks of it so far. Nothing of it is stored or logged. */
@Controller
final class FeedbackController {

    static final String PATH = "/password/feedback";

    private final PasswordPolicies policies;
    private final PasswordFields fields;
    private final StrengthMeter meter;
    private final MessageSource messages;
    private final PasswordThrottle throttle;

    FeedbackController(
            PasswordPolicies policies,
            PasswordFields fields,
            StrengthMeter meter,
            MessageSource messages,
            PasswordThrottle throttle) {
        this.policies = policies;
        this.fields = fields;
        this.meter = meter;
        this.messages = messages;
        this.throttle = throttle;
    }

    /** What the script of the page shows: the strength as a number and as words, and the rules that are not kept yet. */
    record Feedback(int score, String verdict, List<String> rules, List<Broken> broken) {}

    /** One rule that is not kept yet. */
    record Broken(String rule, String message) {}

    @PostMapping(PATH)
    ResponseEntity<Feedback> judge(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            Locale locale) {
        Optional<Duration> wait = throttle.request(Door.FEEDBACK, request);
        if (wait.isPresent()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header("Retry-After", Long.toString(wait.get().toSeconds()))
                    .build();
        }
        PasswordPerson person = person(ticket, name, email);
        List<PasswordAdvice> broken = policies.brokenSoFar(password, person);
        int score = PasswordText.tooLong(password) ? 0 : meter.score(PasswordCandidate.of(password, person));
        List<Broken> sentences = broken.stream()
                .map(advice -> new Broken(advice.rule(), messages.getMessage(advice.key(), advice.args(), locale)))
                .toList();
        String verdict = messages.getMessage("password.score." + score, null, locale);
        return ResponseEntity.ok(new Feedback(score, verdict, policies.liveRules(), sentences));
    }

    /** Whom the page was made for, completed by what they have typed into the other fields. */
    private PasswordPerson person(String ticket, String name, String email) {
        PasswordPerson known = fields.person(ticket).orElseGet(() -> PasswordPerson.newcomer("", ""));
        return new PasswordPerson(
                known.account(),
                known.name().isEmpty() ? name : known.name(),
                known.email().isEmpty() ? email : known.email(),
                known.roles());
    }
}
