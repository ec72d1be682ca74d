package io.gatehouse.admin.console;

import io.gatehouse.admin.GrantAdministration;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.client.ClientService;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a person is signed in, which applications act for them, and what happened lately. */
@Component
final class PersonTraces {

    private static final int EVENTS = 15;
    private static final Set<String> METHODS = Set.of("pwd", "otp", "hwk", "swk", "sms");

    private final SessionService sessions;
    private final GrantAdministration grants;
    private final ClientService clients;
    private final AuditTrail audit;

    PersonTraces(SessionService sessions, GrantAdministration grants, ClientService clients, AuditTrail audit) {
        this.sessions = sessions;
        this.grants = grants;
        this.clients = clients;
        this.audit = audit;
    }

    /** A browser in which the person is signed in. */
    record Place(
            String sid, String name, @Nullable String address, List<String> methods, Moment since, Moment lastUsed) {}

    /** An application that the person allowed something or that holds something of theirs. */
    record App(String id, String name, String scopes, Moment lastUsed, boolean connected) {}

    /** Something that happened; the message says it in plain words. */
    record Event(
            Moment at,
            String message,
            String device,
            @Nullable String address,
            boolean unreadable) {}

    List<Place> places(AccountId account, Viewer viewer) {
        return sessions.devices(account).stream()
                .map(one -> new Place(
                        one.sid().toString(),
                        Device.of(one.userAgent()).describe(),
                        one.address(),
                        one.amr().stream()
                                .filter(METHODS::contains)
                                .map(method -> "profile.factor." + method)
                                .toList(),
                        viewer.moment(one.since()),
                        viewer.moment(one.lastUsedAt())))
                .toList();
    }

    List<App> apps(AccountId account, Viewer viewer) {
        Map<String, App> apps = new LinkedHashMap<>();
        grants.grants(account)
                .forEach(one -> apps.put(
                        one.clientId(), app(one.clientId(), one.scopes(), viewer.moment(one.lastUsed()), true)));
        grants.consents(account)
                .forEach(one -> apps.putIfAbsent(
                        one.clientId(), app(one.clientId(), one.scopes(), viewer.moment(one.decidedAt()), false)));
        return new ArrayList<>(apps.values());
    }

    private App app(String id, Set<String> scopes, Moment lastUsed, boolean connected) {
        return new App(id, clients.name(id).orElse(id), String.join(" ", new TreeSet<>(scopes)), lastUsed, connected);
    }

    List<Event> events(AccountId account, Viewer viewer) {
        return audit.recent(account, EVENTS).stream()
                .map(one -> new Event(
                        viewer.moment(one.at()),
                        "audit." + one.action().code(),
                        Device.of(one.userAgent()).describe(),
                        one.address(),
                        one.unreadable(AuditEvent.Part.ORIGIN)))
                .toList();
    }
}
