package io.gatehouse.signin;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.session.RememberedBrowsers;
import io.gatehouse.session.SsoSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;

/** What happens when a sign-in arrives: the browser becomes known, a strange one is told of by mail, the trail gets its row. */
final class SignInArrival {

    private final KnownDevices devices;
    private final RememberedBrowsers remembered;
    private final SecurityNotices notices;
    private final AuditTrail audit;
    private final SignInTrail trail;

    SignInArrival(
            KnownDevices devices,
            RememberedBrowsers remembered,
            SecurityNotices notices,
            AuditTrail audit,
            SignInTrail trail) {
        this.devices = devices;
        this.remembered = remembered;
        this.notices = notices;
        this.audit = audit;
        this.trail = trail;
    }

    /** Somebody is led to a page first. */
    void led(PendingSignIn pending, String page, Map<String, String> because) {
        trail.led(pending, page, because);
    }

    void arrived(
            PendingSignIn pending,
            SsoSession session,
            Map<String, String> because,
            HttpServletRequest request,
            HttpServletResponse response) {
        AuditAction action = pending.goal().again() ? AuditAction.STEP_UP : AuditAction.SIGN_IN;
        audit.record(AuditEntry.of(action)
                .account(pending.account())
                .personalDetail("amr", String.join(" ", pending.amr()))
                .personalDetail("second_factor", because.getOrDefault("because", "")));
        trail.arrived(pending, session, because);
        // who proves it again was not asked whether to stay
        if (!pending.goal().again()) {
            stay(pending.goal().remember(), session, request, response);
        }
        switch (devices.remember(pending.account(), request, response)) {
            case NEW -> tell(pending, "new-device");
            case ELSEWHERE -> tell(pending, "new-network");
            case FIRST, KNOWN -> {}
        }
    }

    private void tell(PendingSignIn pending, String kind) {
        notices.send(EmailAddress.parse(pending.email()).deliverable(), kind, LocaleContextHolder.getLocale());
    }

    private void stay(boolean wanted, SsoSession session, HttpServletRequest request, HttpServletResponse response) {
        if (wanted) {
            remembered.remember(session, request, response);
        } else {
            remembered.forget(request, response);
        }
    }
}
