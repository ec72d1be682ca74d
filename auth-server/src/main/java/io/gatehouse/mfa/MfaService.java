package io.gatehouse.mfa;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.FactorsChanged;
import io.gatehouse.signin.FactorsLost;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Adds and removes second factors: each change with its audit event and a mail to the person, in one transaction. Callers have
 * made sure that it is the very person, or an administrator.
 */
public final class MfaService {

    private final FactorStore store;
    private final FactorNews news;
    private final ApplicationEventPublisher events;
    private final Predicate<AccountId> anyFactor;
    private final Clock clock;

    /** @param anyFactor whether a person has any second factor, also one of another feature */
    MfaService(
            FactorStore store,
            FactorNews news,
            ApplicationEventPublisher events,
            Predicate<AccountId> anyFactor,
            Clock clock) {
        this.store = store;
        this.news = news;
        this.events = events;
        this.anyFactor = anyFactor;
        this.clock = clock;
    }

    /** How many people have an authenticator app; costs a look at all of them. */
    public long peopleWithAuthenticator() {
        return store.authenticators().people();
    }

    /** How many people have turned on codes by e-mail. */
    public long peopleWithEmailCodes() {
        return store.email().people();
    }

    /**
     * Removes every second factor of a person who has lost them, theirs of other features too, and every trusted browser.
     *
     * @param reason a word or two for the audit trail
     */
    public void removeAll(AccountId account, String reason) {
        news.together(() -> {
            store.authenticators().removeAll(account);
            store.recovery().removeAll(account);
            store.email().turnOff(account);
            events.publishEvent(new FactorsLost(account));
            events.publishEvent(new FactorsChanged(account));
            news.record(AuditAction.FACTORS_REMOVED, account, Map.of("reason", reason));
            news.tell(account, "factors-removed", Locale.ENGLISH);
            return true;
        });
    }

    /** Adds an authenticator that was confirmed, with the recovery codes that the person has seen. */
    boolean add(AccountId account, FactorSetup setup, Locale locale) {
        return setup.confirmed()
                && changed(account, () -> {
                    if (!store.authenticators().add(account, setup)) {
                        return false;
                    }
                    if (!setup.codes().isEmpty()) {
                        store.recovery().replace(account, setup.codes());
                        news.record(AuditAction.RECOVERY_CODES_MADE, account, Map.of());
                    }
                    return told(account, AuditAction.TOTP_ADDED, Map.of("name", setup.name()), locale);
                });
    }

    boolean removeAuthenticator(AccountId account, UUID id, Locale locale) {
        return changed(
                account,
                () -> store.authenticators().remove(account, id)
                        && told(account, AuditAction.TOTP_REMOVED, Map.of(), locale)
                        && dropUselessCodes(account));
    }

    boolean turnEmailCodesOn(AccountId account, Locale locale) {
        return changed(
                account,
                () -> store.email().turnOn(account, clock.instant())
                        && told(account, AuditAction.EMAIL_CODES_TURNED_ON, Map.of(), locale));
    }

    boolean turnEmailCodesOff(AccountId account, Locale locale) {
        return changed(
                account,
                () -> store.email().turnOff(account)
                        && told(account, AuditAction.EMAIL_CODES_TURNED_OFF, Map.of(), locale)
                        && dropUselessCodes(account));
    }

    /** Makes new recovery codes; the old ones are void. */
    List<String> renewRecoveryCodes(AccountId account, Locale locale) {
        List<String> codes = RecoveryCodes.generate();
        changed(account, () -> {
            store.recovery().replace(account, codes);
            return told(account, AuditAction.RECOVERY_CODES_MADE, Map.of(), locale);
        });
        return codes;
    }

    /** Gives a person who has a factor their first recovery codes, which they have seen. */
    boolean keepFirstCodes(AccountId account, List<String> codes, Locale locale) {
        return !codes.isEmpty()
                && changed(account, () -> {
                    if (store.recovery().any(account) || !anyFactor.test(account)) {
                        return false;
                    }
                    store.recovery().replace(account, codes);
                    return told(account, AuditAction.RECOVERY_CODES_MADE, Map.of(), locale);
                });
    }

    /** Uses one up, and says so by mail, with a warning when few are left. */
    boolean useRecoveryCode(AccountId account, String typed, Locale locale) {
        return news.together(() -> {
            if (!store.recovery().accept(account, typed)) {
                return false;
            }
            int left = store.recovery().left(account);
            news.record(AuditAction.RECOVERY_CODE_USED, account, Map.of("left", Integer.toString(left)));
            news.tell(account, left <= RecoveryCodes.FEW ? "recovery-codes-few" : "recovery-code-used", locale);
            return true;
        });
    }

    boolean forgetBrowser(AccountId account, UUID id) {
        return news.together(() -> {
            boolean gone = store.browsers().delete(account, id);
            if (gone) {
                news.record(AuditAction.BROWSER_DISTRUSTED, account, Map.of());
            }
            return gone;
        });
    }

    private boolean changed(AccountId account, BooleanSupplier change) {
        return news.together(() -> {
            boolean done = change.getAsBoolean();
            if (done) {
                events.publishEvent(new FactorsChanged(account));
            }
            return done;
        });
    }

    private boolean told(AccountId account, AuditAction action, Map<String, String> detail, Locale locale) {
        news.record(action, account, detail);
        news.tell(account, kind(action), locale);
        return true;
    }

    /** Recovery codes stand in for a factor; those of a person who has none any more must not come alive later. */
    private boolean dropUselessCodes(AccountId account) {
        if (!anyFactor.test(account)) {
            store.recovery().removeAll(account);
        }
        return true;
    }

    private static String kind(AuditAction action) {
        return switch (action) {
            case TOTP_ADDED -> "totp-added";
            case TOTP_REMOVED -> "totp-removed";
            case RECOVERY_CODES_MADE -> "recovery-codes-made";
            case EMAIL_CODES_TURNED_ON -> "email-codes-on";
            case EMAIL_CODES_TURNED_OFF -> "email-codes-off";
            default -> throw new IllegalArgumentException("No notice for " + action);
        };
    }
}
