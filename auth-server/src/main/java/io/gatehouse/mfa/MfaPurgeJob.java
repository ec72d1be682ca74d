package io.gatehouse.mfa;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes mailed codes and trusted browsers whose time is over. */
final class MfaPurgeJob {

    private final JdbcEmailCodes codes;
    private final JdbcTrustedBrowsers browsers;
    private final Clock clock;

    MfaPurgeJob(JdbcEmailCodes codes, JdbcTrustedBrowsers browsers, Clock clock) {
        this.codes = codes;
        this.browsers = browsers;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 7, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void purge() {
        Instant now = clock.instant();
        codes.purge(now);
        browsers.purge(now);
    }
}
