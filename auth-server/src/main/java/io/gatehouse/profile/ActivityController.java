package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.web.Device;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of what happened to the account lately. */
@Controller
final class ActivityController {

    private static final int SHOWN = 50;

    private final AuditTrail audit;
    private final AccountService accounts;

    ActivityController(AuditTrail audit, AccountService accounts) {
        this.audit = audit;
        this.accounts = accounts;
    }

    /**
     * One line of the list.
     *
     * @param message key of the message that says what happened
     * @param unreadable whether it can't be told from where, since somebody changed the trail
     */
    record Entry(
            Moment at,
            String message,
            String device,
            @Nullable String address,
            boolean unreadable) {

        static Entry of(AuditEvent event, Visitor visitor) {
            return new Entry(
                    visitor.moment(event.at()),
                    "audit." + event.action().code(),
                    Device.of(event.userAgent()).describe(),
                    event.address(),
                    event.unreadable(AuditEvent.Part.ORIGIN));
        }
    }

    @GetMapping("/account/activity")
    String list(@CurrentSecurityContext SecurityContext context, Locale locale, Model model) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        List<Entry> entries = audit.recent(visitor.account().id(), SHOWN).stream()
                .map(event -> Entry.of(event, visitor))
                .toList();
        model.addAttribute("entries", entries);
        model.addAttribute("shown", SHOWN);
        return "profile/activity";
    }
}
