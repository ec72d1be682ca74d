package io.gatehouse.admin.console;

import io.gatehouse.access.AccessService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.session.SessionService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Finds out who opened a page and what they may do now; nothing of it is remembered between requests. */
@Component
final class Viewers {

    /** With the name that people know; the offset of the same meaning is written Z. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final SessionService sessions;
    private final AccountService accounts;
    private final AccessService access;
    private final LocaleResolver locales;
    private final Clock clock;

    Viewers(
            SessionService sessions,
            AccountService accounts,
            AccessService access,
            LocaleResolver locales,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.access = access;
        this.locales = locales;
        this.clock = clock;
    }

    Optional<Viewer> of(HttpServletRequest request) {
        return sessions.current(request)
                .flatMap(session -> accounts.find(session.accountId())
                        .map(account -> new Viewer(
                                session,
                                access.authoritiesOf(session.accountId()),
                                zone(account),
                                locales.resolveLocale(request),
                                clock.instant())));
    }

    private static ZoneId zone(Account account) {
        if (account.profile().claims().get("zoneinfo") instanceof String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                return UTC;
            }
        }
        return UTC;
    }
}
