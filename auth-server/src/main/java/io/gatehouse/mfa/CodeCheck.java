package io.gatehouse.mfa;

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
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The one way to try a code of any kind: counted before it is checked, so that parallel guesses count too. */
final class CodeCheck {

    private final Throttle throttle;
    private final KnownDevices devices;
    private final AuditTrail audit;

    CodeCheck(Throttle throttle, KnownDevices devices, AuditTrail audit) {
        this.throttle = throttle;
        this.devices = devices;
        this.audit = audit;
    }

    /** How a try ended. */
    sealed interface Outcome {}

    record Right() implements Outcome {}

    record Wrong() implements Outcome {}

    /** Too many tries; nothing was checked. */
    record Blocked(Duration retryAfter) implements Outcome {}

    Outcome attempt(String factor, AccountId account, HttpServletRequest request, BooleanSupplier accepts) {
        String device = devices.name(account, request).orElse(null);
        Throttle.Attempt attempt =
                throttle.attempt(Door.SECOND_FACTOR, Guess.at(account, ClientAddress.of(request), device));
        if (attempt.blockedFor().isPresent()) {
            return new Blocked(attempt.blockedFor().get());
        }
        if (!accepts.getAsBoolean()) {
            audit.record(AuditAction.FACTOR_REFUSED, account, Map.of("factor", factor));
            return new Wrong();
        }
        throttle.forgive(attempt);
        return new Right();
    }
}
