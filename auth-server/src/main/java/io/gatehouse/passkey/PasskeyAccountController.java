package io.gatehouse.passkey;

import io.gatehouse.mfa.FactorExtras;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signin.FreshSignIn;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people keep their passkeys. Every change needs a fresh proof of that very person. */
@Controller
final class PasskeyAccountController {

    private static final String PAGE = "/account/passkeys";
    private static final List<String> NOTICES = List.of("added", "renamed", "removed");

    private final PasskeyService passkeys;
    private final PasskeyAnswers answers;
    private final SessionService sessions;
    private final FreshSignIn fresh;
    private final FactorExtras extras;

    PasskeyAccountController(
            PasskeyService passkeys,
            PasskeyAnswers answers,
            SessionService sessions,
            FreshSignIn fresh,
            FactorExtras extras) {
        this.passkeys = passkeys;
        this.answers = answers;
        this.sessions = sessions;
        this.fresh = fresh;
        this.extras = extras;
    }

    /**
     * One row of the list.
     *
     * @param maker what made it, empty when unknown or when the name says the same
     */
    record Row(
            UUID id,
            String name,
            String maker,
            boolean synced,
            String added,
            @Nullable String used) {}

    @GetMapping(PAGE)
    String page(@RequestParam(required = false) @Nullable String done, HttpServletRequest request, Model model) {
        SsoSession session = session(request);
        DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(LocaleContextHolder.getLocale())
                .withZone(ZoneOffset.UTC);
        model.addAttribute(
                "passkeys",
                passkeys.list(session.accountId()).stream()
                        .map(passkey -> row(passkey, dates))
                        .toList());
        model.addAttribute("most", PasskeyService.MOST);
        if (done != null && NOTICES.contains(done)) {
            model.addAttribute("notice", "passkey.notice." + done);
        }
        return "passkey/passkeys";
    }

    @PostMapping(PAGE + "/options")
    ResponseEntity<Map<String, Object>> options(HttpServletRequest request, HttpServletResponse response) {
        SsoSession session = session(request);
        return fresh.missing(session, PAGE)
                .map(PasskeyAnswers::next)
                .orElseGet(() ->
                        PasskeyAnswers.options(passkeys.creationOptions(PasskeyOwner.of(session), request, response)));
    }

    @PostMapping(PAGE)
    ResponseEntity<Map<String, Object>> add(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        SsoSession session = session(request);
        Optional<String> first = fresh.missing(session, PAGE);
        if (first.isPresent()) {
            return PasskeyAnswers.next(first.get());
        }
        return passkeys.add(PasskeyOwner.of(session), credential, answers.label(name), request)
                .map(added ->
                        PasskeyAnswers.next(extras.offerCodes(session.accountId(), PAGE + "?done=added", response)))
                .orElseGet(() -> answers.refused("passkey.error.not-added"));
    }

    @PostMapping(PAGE + "/rename")
    ResponseEntity<Void> rename(
            @RequestParam UUID id, @RequestParam(defaultValue = "") String name, HttpServletRequest request) {
        SsoSession session = session(request);
        return fresh.missing(session, PAGE).map(SeeOther::to).orElseGet(() -> {
            require(passkeys.rename(PasskeyOwner.of(session), id, answers.label(name)));
            return SeeOther.to(PAGE + "?done=renamed");
        });
    }

    @PostMapping(PAGE + "/remove")
    ResponseEntity<Void> remove(@RequestParam UUID id, HttpServletRequest request) {
        SsoSession session = session(request);
        return fresh.missing(session, PAGE).map(SeeOther::to).orElseGet(() -> {
            require(passkeys.remove(PasskeyOwner.of(session), id));
            return SeeOther.to(PAGE + "?done=removed");
        });
    }

    private SsoSession session(HttpServletRequest request) {
        return sessions.current(request)
                .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "The session ended during the request"));
    }

    private static void require(boolean done) {
        if (!done) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "No such passkey of this person");
        }
    }

    private static Row row(Passkey passkey, DateTimeFormatter dates) {
        String maker = AuthenticatorNames.of(passkey.aaguid())
                .filter(name -> !name.equals(passkey.name()))
                .orElse("");
        Instant used = passkey.lastUsedAt();
        return new Row(
                passkey.id(),
                passkey.name(),
                maker,
                passkey.synced(),
                dates.format(passkey.createdAt()),
                used == null ? null : dates.format(used));
    }
}
