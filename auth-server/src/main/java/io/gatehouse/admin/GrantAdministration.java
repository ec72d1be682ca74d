package io.gatehouse.admin;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.consent.AllowedApp;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.token.ConnectedApp;
import io.gatehouse.token.GrantService;
import java.util.List;
import java.util.Map;

/** What people allowed applications, and taking it back for them. */
public final class GrantAdministration {

    private final GrantService grants;
    private final ConsentService consents;
    private final AdminTrail trail;

    GrantAdministration(GrantService grants, ConsentService consents, AdminTrail trail) {
        this.grants = grants;
        this.consents = consents;
        this.trail = trail;
    }

    /** The applications that hold live grants of a person. */
    public List<ConnectedApp> grants(AccountId id) {
        return grants.appsOf(id);
    }

    /** What the person agreed to, whether an application uses it or not. */
    public List<AllowedApp> consents(AccountId id) {
        return consents.all(id);
    }

    /** Revokes all that an application holds of a person. False when it held nothing. */
    public boolean revoke(AccountId id, String clientId) {
        return trail.within(() -> {
            boolean revoked = grants.revokeOfClient(id, clientId) > 0;
            if (revoked) {
                trail.person(AuditAction.TOKENS_REVOKED, id, Map.of("client", clientId));
            }
            return revoked;
        });
    }

    /** Forgets the person's agreement and revokes what came of it. False when there was neither. */
    public boolean withdraw(AccountId id, String clientId) {
        return trail.within(() -> {
            boolean consent = consents.withdraw(id, clientId);
            boolean granted = grants.revokeOfClient(id, clientId) > 0;
            if (consent || granted) {
                trail.person(AuditAction.APP_WITHDRAWN, id, Map.of("client", clientId));
            }
            return consent || granted;
        });
    }
}
