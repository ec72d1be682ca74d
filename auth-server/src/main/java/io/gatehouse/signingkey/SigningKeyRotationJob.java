package io.gatehouse.signingkey;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Looks once a minute whether keys are due, and whether a change was missed. */
final class SigningKeyRotationJob {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyRotationJob.class);

    private final SigningKeyRotation rotation;
    private final SigningKeyService service;

    SigningKeyRotationJob(SigningKeyRotation rotation, SigningKeyService service) {
        this.rotation = rotation;
        this.service = service;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            rotation.runDue();
            service.reload();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Signing keys were not looked after this minute, the next will do: {}", e.getMessage());
        }
    }
}
