package io.gatehouse.registration;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.password.PasswordAdvice;
import io.gatehouse.password.PasswordFields;
import io.gatehouse.password.PasswordPerson;
import io.gatehouse.password.PasswordPolicies;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which a person asks for an account, or for another activation link. */
@Controller
@ConditionalOnBooleanProperty(name = "gatehouse.registration.enabled", matchIfMissing = true)
final class SignUpController {

    private final RegistrationService registration;
    private final PasswordPolicies policies;
    private final PasswordFields passwordFields;
    private final BrowserCookies cookies;

    SignUpController(
            RegistrationService registration,
            PasswordPolicies policies,
            PasswordFields passwordFields,
            BrowserCookies cookies) {
        this.registration = registration;
        this.policies = policies;
        this.passwordFields = passwordFields;
        this.cookies = cookies;
    }

    @GetMapping("/sign-up")
    ModelAndView form(@RequestParam(name = "continue", defaultValue = "") String next) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        fields.add("continue", next);
        return page(SignUpForm.of(fields), Map.of(), List.of());
    }

    @PostMapping("/sign-up")
    ModelAndView submit(
            @RequestParam MultiValueMap<String, String> fields, HttpServletResponse response, Locale locale) {
        SignUpForm form = SignUpForm.of(fields);
        Map<String, String> problems = form.problems();
        EmailAddress email = form.address().orElse(null);
        List<PasswordAdvice> broken =
                policies.broken(form.password(), PasswordPerson.newcomer(form.name(), form.email()));
        if (email == null || !problems.isEmpty() || !broken.isEmpty()) {
            return page(form, problems, broken);
        }
        BrowserMark mark = BrowserMark.next();
        registration.signUp(
                new SignUp(email, form.profile(), form.password(), new SignUpBrowser(mark, form.next()), locale));
        cookies.write(response, BrowserMark.COOKIE, mark.value());
        return SeeOther.page(NextPage.path("/sign-up/sent", form.next()));
    }

    @GetMapping("/sign-up/sent")
    ModelAndView sent(@RequestParam(name = "continue", defaultValue = "") String next) {
        return new ModelAndView("registration/sent", Map.of("next", SignUpForm.next(next)));
    }

    @GetMapping("/sign-up/resend")
    ModelAndView resendForm() {
        return resendPage("", Map.of());
    }

    @PostMapping("/sign-up/resend")
    ModelAndView resend(@RequestParam(name = "email", defaultValue = "") String typed, Locale locale) {
        EmailAddress email = SignUpForm.address(typed).orElse(null);
        if (email == null) {
            return resendPage(typed, Map.of("email", "registration.email.invalid"));
        }
        registration.resend(email, locale);
        return SeeOther.page("/sign-up/sent");
    }

    private ModelAndView page(SignUpForm form, Map<String, String> problems, List<PasswordAdvice> broken) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form.withoutPassword());
        model.put("problems", problems);
        // for nobody in particular: the live feedback takes name and address from the form as they are typed
        model.put("passwordField", passwordFields.show(PasswordPerson.newcomer("", ""), broken));
        HttpStatus status = broken.isEmpty() ? status(problems) : HttpStatus.BAD_REQUEST;
        return new ModelAndView("registration/sign-up", model, status);
    }

    private static ModelAndView resendPage(String email, Map<String, String> problems) {
        String shown = email.substring(0, Math.min(email.length(), 254));
        return new ModelAndView("registration/resend", Map.of("email", shown, "problems", problems), status(problems));
    }

    private static HttpStatus status(Map<String, String> problems) {
        return problems.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }
}
