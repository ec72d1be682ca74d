package io.gatehouse.password;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.shared.AccountId;
import io.gatehouse.throttle.Door;
import io.gatehouse.throttle.Guess;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** The doors of this room: guessing the old password counts as at sign-in; mails and feedback are counted by network. */
final class PasswordThrottle {

    private final Throttle throttle;
    private final KnownDevices devices;
    private final AuditTrail audit;

    PasswordThrottle(Throttle throttle, KnownDevices devices, AuditTrail audit) {
        this.throttle = throttle;
        this.devices = devices;
        this.audit = audit;
    }

    /** Counts a guess at the old password. */
    Throttle.Attempt guess(AccountId account, HttpServletRequest request) {
        String device = devices.name(account, request).orElse(null);
        return throttle.attempt(Door.CHANGE_PASSWORD, Guess.at(account, ClientAddress.of(request), device));
    }

    void right(Throttle.Attempt attempt) {
        throttle.forgive(attempt);
    }

    void wrong(AccountId account) {
        audit.record(AuditAction.PASSWORD_CHANGE_REFUSED, account);
    }

    /** How long a request that has no right answer must wait; nothing if it may go on. */
    Optional<Duration> request(Door door, HttpServletRequest request) {
        return throttle.attempt(door, Guess.atUnknown("", ClientAddress.of(request)))
                .blockedFor();
    }
}
