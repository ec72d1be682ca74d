package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.acting.ImpersonationService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Acting as a person for a while, where that is turned on; elsewhere there is nothing here. */
@Controller
@RequestMapping("/admin/people/{person}/act-as")
final class ConsoleActAsController {

    private final ImpersonationService impersonation;

    ConsoleActAsController(ImpersonationService impersonation) {
        this.impersonation = impersonation;
    }

    @GetMapping
    @Needs(value = ServerPermission.PEOPLE_IMPERSONATE, over = Needs.Over.PERSON, does = Deed.ACT_AS_PERSON)
    String ask(Viewer viewer, GuardedPerson person, Model model) {
        require(viewer, person);
        model.addAttribute("name", person.name());
        model.addAttribute("path", person.path());
        model.addAttribute("minutes", impersonation.minutes());
        model.addAttribute("strong", impersonation.strong(viewer.session()));
        return "console/act-as";
    }

    @PostMapping
    @Needs(value = ServerPermission.PEOPLE_IMPERSONATE, over = Needs.Over.PERSON, does = Deed.ACT_AS_PERSON)
    ResponseEntity<Void> start(
            Viewer viewer,
            GuardedPerson person,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response) {
        require(viewer, person);
        impersonation.start(viewer.session(), person.account(), reason, request, response);
        return Done.see("/account");
    }

    private void require(Viewer viewer, GuardedPerson person) {
        if (!impersonation.may(viewer.id(), person.account())) {
            throw ConsoleInterceptor.nothing();
        }
    }
}
