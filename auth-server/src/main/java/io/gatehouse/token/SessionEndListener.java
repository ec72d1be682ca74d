package io.gatehouse.token;

import io.gatehouse.session.SessionEnded;
import org.springframework.context.event.EventListener;

/** Ends the tokens of a session in the transaction that ends the session. */
final class SessionEndListener {

    private final GrantService grants;

    SessionEndListener(GrantService grants) {
        this.grants = grants;
    }

    @EventListener
    void on(SessionEnded ended) {
        grants.revokeOfSession(ended.sid());
    }
}
