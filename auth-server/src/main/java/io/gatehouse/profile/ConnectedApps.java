package io.gatehouse.profile;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.consent.AllowedApp;
import io.gatehouse.consent.ConsentService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.token.ConnectedApp;
import io.gatehouse.token.GrantService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionOperations;

/** The applications that a person allowed something, or that hold something of theirs; and taking it back. */
final class ConnectedApps {

    private final ConsentService consents;
    private final GrantService grants;
    private final Names names;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    ConnectedApps(
            ConsentService consents,
            GrantService grants,
            Names names,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.consents = consents;
        this.grants = grants;
        this.names = names;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Applications and scopes in the words that people know. */
    record Names(ClientService clients, ScopeCatalog scopes) {

        String app(String clientId) {
            return clients.name(clientId).orElse(clientId);
        }

        List<String> scopes(Set<String> asked) {
            return new TreeSet<>(asked).stream().map(this::scope).toList();
        }

        private String scope(String name) {
            Scope scope = scopes.find(name);
            return scope == null ? name : scope.title();
        }
    }

    /** One application with all that is known of it. */
    record App(
            String clientId, Set<String> scopes, Instant since, Instant lastUsed, boolean connected, boolean offline) {

        static App allowed(AllowedApp app) {
            return new App(app.clientId(), app.scopes(), app.decidedAt(), app.decidedAt(), false, false);
        }

        App plus(ConnectedApp live) {
            Set<String> all = new TreeSet<>(scopes);
            all.addAll(live.scopes());
            Instant first = since.isBefore(live.since()) ? since : live.since();
            return new App(clientId, all, first, live.lastUsed(), true, live.offline());
        }
    }

    /** The one used last first. */
    List<App> of(AccountId account) {
        Map<String, App> apps = new LinkedHashMap<>();
        consents.all(account).forEach(app -> apps.put(app.clientId(), App.allowed(app)));
        for (ConnectedApp live : grants.appsOf(account)) {
            App known = apps.getOrDefault(
                    live.clientId(),
                    new App(live.clientId(), Set.of(), live.since(), live.lastUsed(), true, live.offline()));
            apps.put(live.clientId(), known.plus(live));
        }
        List<App> sorted = new ArrayList<>(apps.values());
        sorted.sort(Comparator.comparing(App::lastUsed).reversed());
        return sorted;
    }

    List<AppEntry> list(Visitor visitor) {
        return of(visitor.account().id()).stream()
                .map(app -> new AppEntry(
                        app.clientId(),
                        names.app(app.clientId()),
                        names.scopes(app.scopes()),
                        visitor.moment(app.since()),
                        visitor.moment(app.lastUsed()),
                        app.connected(),
                        app.offline()))
                .toList();
    }

    /** Takes back what the person allowed a client, and all that it holds. Nothing happens for an app that has nothing. */
    void withdraw(AccountId account, String clientId) {
        transactions.executeWithoutResult(status -> {
            boolean consent = consents.withdraw(account, clientId);
            boolean granted = grants.revokeOfClient(account, clientId) > 0;
            if (consent || granted) {
                audit.record(AuditAction.APP_WITHDRAWN, account, Map.of("client", clientId));
            }
        });
    }
}
