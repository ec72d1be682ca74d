package io.gatehouse.profile;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.session.SessionAuthentication;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;

/** The person who opened a page, in the language and zone in which they want to read it. */
record Visitor(SsoSession session, Account account, ZoneId zone, Locale locale) {

    /** With the name that people know; the offset of the same meaning is written Z. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    static Visitor of(SecurityContext context, AccountService accounts, Locale locale) {
        SsoSession session = session(context);
        Account account = accounts.find(session.accountId())
                .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "the account is gone"));
        return new Visitor(session, account, zone(account), locale);
    }

    static SsoSession session(SecurityContext context) {
        @Nullable Object authentication = context.getAuthentication();
        if (authentication instanceof SessionAuthentication signedIn) {
            return signedIn.session();
        }
        throw new GatehouseException(ErrorCode.INVALID_REQUEST, "account page without a session");
    }

    Moment moment(Instant at) {
        return Moment.of(at, zone, locale);
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
