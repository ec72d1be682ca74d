package io.gatehouse.admin.acting;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.Account;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.Acting;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Lets an administrator act as somebody else, if all that has to be so is so. */
@Service
public final class ImpersonationService {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final ImpersonationProperties properties;
    private final AccessService access;
    private final SessionService sessions;
    private final AdminTrail trail;
    private final SecurityNotices notices;

    ImpersonationService(
            ImpersonationProperties properties,
            AccessService access,
            SessionService sessions,
            AdminTrail trail,
            SecurityNotices notices) {
        this.properties = properties;
        this.access = access;
        this.sessions = sessions;
        this.trail = trail;
        this.notices = notices;
    }

    /**
     * Whether the administrator may act as this person at all: it is turned on, it is somebody else whose account works, within
     * the reach of the permission, and who holds nothing that the administrator does not.
     */
    public boolean may(AccountId admin, Account person) {
        return properties.impersonation()
                && !admin.equals(person.id())
                && person.active()
                && access.mayChange(admin, ServerPermission.PEOPLE_IMPERSONATE, person.id())
                && access.holdsAllOf(admin, person.id());
    }

    /**
     * Whether the session is good enough: the administrator's own, with a second factor. That it was shown in the last minutes
     * is asked for by the page.
     */
    public boolean strong(SsoSession session) {
        return !session.acting() && session.multiFactor();
    }

    /** For how many minutes at most. */
    public long minutes() {
        return properties.impersonationLifetime().toMinutes();
    }

    /** Ends the administrator's own session in this browser and begins one as the person, which the trail and the person get to know. */
    public void start(
            SsoSession session, Account person, String reason, HttpServletRequest req, HttpServletResponse res) {
        AccountId admin = session.accountId();
        if (!strong(session) || !may(admin, person)) {
            throw new GatehouseException(ErrorCode.FORBIDDEN, admin + " may not act as " + person.id());
        }
        String why = reason.strip();
        if (why.length() < SHORTEST_REASON
                || why.length() > LONGEST_REASON
                || why.chars().anyMatch(Character::isISOControl)) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "a reason has 10 to 500 characters");
        }
        trail.within(() -> {
            trail.person(
                    AuditAction.IMPERSONATION_STARTED,
                    person.id(),
                    Map.of("reason", why, "minutes", Long.toString(minutes())));
            notices.send(person.email().deliverable(), "acted-as", language(person));
            return sessions.actAs(new Acting(admin, person.id()), properties.impersonationLifetime(), req, res)
                    .orElseThrow(() -> new GatehouseException(ErrorCode.FORBIDDEN, "the account can't be used"));
        });
    }

    private static Locale language(Account account) {
        return account.profile().claims().get("locale") instanceof String tag
                ? Languages.best(tag).orElse(Locale.ENGLISH)
                : Locale.ENGLISH;
    }
}
