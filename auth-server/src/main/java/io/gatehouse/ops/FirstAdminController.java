package io.gatehouse.ops;

import io.gatehouse.access.Authorities;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.password.PasswordAdvice;
import io.gatehouse.password.PasswordFields;
import io.gatehouse.password.PasswordPerson;
import io.gatehouse.password.PasswordPolicies;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the first-start link: e-mail address and password of the first administrator. */
@Controller
final class FirstAdminController {

    private static final String PAGE = "ops/first-admin";
    private static final int MAX_NAME = 100;

    private final FirstAdminService service;
    private final FirstAdminLinks links;
    private final PasswordPolicies policies;
    private final PasswordFields fields;

    FirstAdminController(
            FirstAdminService service, FirstAdminLinks links, PasswordPolicies policies, PasswordFields fields) {
        this.service = service;
        this.links = links;
        this.policies = policies;
        this.fields = fields;
    }

    @GetMapping(FirstAdminLinks.PATH)
    String form(@RequestParam(defaultValue = "") String token, Model model) {
        requireValid(token);
        model.addAttribute("token", token);
        model.addAttribute("passwordField", fields.show(somebody("", ""), List.of()));
        return PAGE;
    }

    @PostMapping(FirstAdminLinks.PATH)
    ModelAndView create(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password) {
        requireValid(token);
        try {
            EmailAddress address = EmailAddress.parse(email);
            if (name.isBlank() || name.length() > MAX_NAME) {
                return again(token, email, name, "ops.first-admin.name-invalid");
            }
            List<PasswordAdvice> broken = policies.broken(password, somebody(name, email));
            if (!broken.isEmpty()) {
                return again(token, email, name, null)
                        .addObject("passwordField", fields.show(somebody("", ""), broken));
            }
            if (!service.create(address, name.strip(), password)) {
                throw dead();
            }
            return new ModelAndView("redirect:/sign-in?login_hint={email}", Map.of("email", address.value()));
        } catch (IllegalArgumentException e) {
            return again(token, email, name, "ops.first-admin.email-invalid");
        }
    }

    private void requireValid(String token) {
        if (!links.valid(token) || !service.needed()) {
            throw dead();
        }
    }

    private static GatehouseException dead() {
        return new GatehouseException(ErrorCode.LINK_INVALID, "first-start link is forged, expired or used");
    }

    private static PasswordPerson somebody(String name, String email) {
        return PasswordPerson.newcomer(name, email, Authorities.ADMINISTRATOR);
    }

    private ModelAndView again(String token, String email, String name, @Nullable String messageKey) {
        ModelAndView page = new ModelAndView(PAGE, HttpStatus.BAD_REQUEST);
        page.addObject("token", token);
        page.addObject("email", email);
        page.addObject("name", name);
        page.addObject("problem", messageKey);
        page.addObject("passwordField", fields.show(somebody("", ""), List.of()));
        return page;
    }
}
