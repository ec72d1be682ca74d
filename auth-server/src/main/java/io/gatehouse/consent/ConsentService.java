package io.gatehouse.consent;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** Remembers what people allowed applications to receive. */
public final class ConsentService {

    private final JdbcConsents consents;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    ConsentService(JdbcConsents consents, AuditTrail audit, TransactionOperations transactions, Clock clock) {
        this.consents = consents;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the person allowed the client so far. */
    public Optional<ConsentDecision> find(AccountId account, String clientId) {
        return consents.find(account, clientId);
    }

    /** Every application that the person allowed something. */
    public List<AllowedApp> all(AccountId account) {
        return consents.all(account);
    }

    /** Forgets what the person allowed the client, so that it has to ask again. False when there was nothing. */
    public boolean withdraw(AccountId account, String clientId) {
        return consents.delete(account, clientId);
    }

    /** Adds the scopes to what the person allowed the client. */
    public void allow(AccountId account, String clientId, Set<String> scopes) {
        transactions.executeWithoutResult(status -> {
            consents.add(account, clientId, scopes, clock.instant());
            audit.record(AuditAction.APP_ALLOWED, account, Map.of("client", clientId));
        });
    }
}
