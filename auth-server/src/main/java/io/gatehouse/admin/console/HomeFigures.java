package io.gatehouse.admin.console;

import io.gatehouse.client.ClientRegistry;
import io.gatehouse.mfa.MfaService;
import io.gatehouse.passkey.PasskeyService;
import io.gatehouse.token.GrantHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Figures that cost a look at a whole table, so that each is counted once a minute at most, however many administrators look at
 * it: how many people have which factor, and which applications have how many grants.
 */
@Component
final class HomeFigures {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 8;

    private final MfaService mfa;
    private final PasskeyService passkeys;
    private final GrantHistory grants;
    private final ClientRegistry clients;
    private final Kept factors = new Kept();
    private final Kept apps = new Kept();

    HomeFigures(MfaService mfa, PasskeyService passkeys, GrantHistory grants, ClientRegistry clients) {
        this.mfa = mfa;
        this.passkeys = passkeys;
        this.grants = grants;
        this.clients = clients;
    }

    /** People by factor; the names are the last parts of message keys. */
    BarChart factors(Instant now) {
        return factors.get(now, () -> {
            Map<String, Long> people = new LinkedHashMap<>();
            people.put("passkey", passkeys.people());
            people.put("totp", mfa.peopleWithAuthenticator());
            people.put("email", mfa.peopleWithEmailCodes());
            return people;
        });
    }

    /** Grants by the name of the application, of the busiest ones. */
    BarChart apps(Instant now) {
        return apps.get(now, () -> {
            Map<String, Long> named = new LinkedHashMap<>();
            grants.liveByClient(now, MOST_CLIENTS).forEach((id, count) -> named.merge(name(id), count, Long::sum));
            return named;
        });
    }

    private String name(String clientId) {
        return clients.details(clientId)
                .map(client -> client.registration().name())
                .orElse(clientId);
    }

    /** One chart and when it was made. */
    private static final class Kept {

        private @Nullable BarChart chart;
        private Instant until = Instant.MIN;

        synchronized BarChart get(Instant now, Supplier<Map<String, Long>> counts) {
            if (chart == null || !now.isBefore(until)) {
                chart = BarChart.of(counts.get());
                until = now.plus(KEPT);
            }
            return Objects.requireNonNull(chart);
        }
    }
}
