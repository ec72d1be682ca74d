package io.gatehouse.mfa;

import io.gatehouse.account.PersonalData;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this room keeps about a person, without seeds, codes and cookies. */
final class FactorData implements PersonalData {

    private final FactorStore store;
    private final Clock clock;

    FactorData(FactorStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "second_factors";
    }

    @Override
    public Object of(AccountId account) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put(
                "authenticators",
                store.authenticators().list(account).stream()
                        .map(FactorData::authenticator)
                        .toList());
        section.put("recovery_codes_left", store.recovery().left(account));
        section.put("email_codes", store.email().on(account));
        section.put(
                "trusted_browsers",
                store.browsers().list(account, clock.instant()).stream()
                        .map(FactorData::browser)
                        .toList());
        return section;
    }

    private static Map<String, Object> authenticator(Authenticator authenticator) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", authenticator.name());
        map.put("since", authenticator.createdAt().toString());
        if (authenticator.lastUsedAt() != null) {
            map.put("last_used_at", authenticator.lastUsedAt().toString());
        }
        return map;
    }

    private static Map<String, Object> browser(TrustedBrowser browser) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("browser", browser.device());
        map.put("since", browser.trustedAt().toString());
        map.put("until", browser.expiresAt().toString());
        return map;
    }
}
