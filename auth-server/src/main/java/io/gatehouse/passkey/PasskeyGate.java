package io.gatehouse.passkey;

import io.gatehouse.session.KnownDevices;
import io.gatehouse.shared.AccountId;
import io.gatehouse.throttle.Door;
import io.gatehouse.throttle.Guess;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What surrounds each attempt with a passkey: it is counted before it is checked, and refusals are written down. */
final class PasskeyGate {

    private final Throttle throttle;
    private final KnownDevices devices;
    private final PasskeyJournal journal;

    PasskeyGate(Throttle throttle, KnownDevices devices, PasskeyJournal journal) {
        this.throttle = throttle;
        this.devices = devices;
        this.journal = journal;
    }

    /** One attempt that was counted. */
    record Entry(Throttle.Attempt attempt) {

        Optional<Duration> blockedFor() {
            return attempt.blockedFor();
        }
    }

    Entry enter(@Nullable AccountId account, HttpServletRequest request) {
        ClientAddress client = ClientAddress.of(request);
        String device = devices.name(account, request).orElse(null);
        Guess guess = account == null
                ? Guess.atUnknown(PasskeyFactor.NAME + "|" + client.network(), client)
                : Guess.at(account, client, device);
        return new Entry(throttle.attempt(Door.PASSKEY, guess));
    }

    void forgive(Entry entry) {
        throttle.forgive(entry.attempt());
    }

    void refused(@Nullable AccountId account) {
        journal.refused(account);
    }

    void cloned(Passkey passkey, String email) {
        journal.cloned(passkey, email);
    }
}
