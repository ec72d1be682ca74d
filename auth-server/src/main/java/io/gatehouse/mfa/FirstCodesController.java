package io.gatehouse.mfa;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.signin.Continuation;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first recovery codes of somebody who has just added a factor that came without. They count once they are kept. */
@Controller
final class FirstCodesController {

    private final SessionService sessions;
    private final FactorExtras extras;
    private final FactorSetups setups;
    private final SetupPages pages;
    private final MfaService service;

    FirstCodesController(
            SessionService sessions, FactorExtras extras, FactorSetups setups, SetupPages pages, MfaService service) {
        this.sessions = sessions;
        this.extras = extras;
        this.setups = setups;
        this.pages = pages;
        this.service = service;
    }

    @GetMapping(FactorExtras.FIRST_CODES)
    Object page(@RequestParam(name = "continue", defaultValue = "") String next, HttpServletRequest request) {
        String place = place(next);
        return ifOffered(request, place, owner -> {
            Continuation.allowFormsToReachClient(place, request);
            FactorSetup setup = extras.draft(RecoveryCodes.generate());
            ModelAndView page = pages.codes("mfa/first-codes", new Enrolment.Draft(setup, setups.seal(setup, owner)));
            page.addObject("next", place);
            return page;
        });
    }

    @PostMapping(FactorExtras.FIRST_CODES + "/codes")
    Object download(@RequestParam(defaultValue = "") String setup, HttpServletRequest request) {
        return ifOffered(
                request,
                FactorsController.PATH,
                owner -> setups.open(setup, owner)
                        .<Object>map(draft -> pages.file(draft.codes()))
                        .orElseGet(() -> SeeOther.to(FactorsController.PATH)));
    }

    @PostMapping(FactorExtras.FIRST_CODES)
    Object keep(
            @RequestParam(defaultValue = "") String setup,
            @RequestParam(name = "continue", defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        String place = place(next);
        return ifOffered(request, place, owner -> {
            setups.open(setup, owner)
                    .ifPresent(draft ->
                            service.keepFirstCodes(owner.account(), draft.codes(), LocaleContextHolder.getLocale()));
            extras.withdrawOffer(response);
            return SeeOther.to(place);
        });
    }

    private Object ifOffered(HttpServletRequest request, String otherwise, Function<SetupOwner, Object> answer) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        return extras.offered(session.get().accountId(), request)
                ? answer.apply(SetupOwner.of(session.get()))
                : SeeOther.to(otherwise);
    }

    private static String place(String next) {
        return Continuation.safe(next).orElse(FactorsController.PATH);
    }
}
