package io.gatehouse.profile;

import io.gatehouse.account.Account;
import io.gatehouse.account.PersonalData;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SignedInDevice;
import io.gatehouse.shared.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** All that the server keeps about a person, as JSON: what other features keep comes from their {@link PersonalData}. */
final class DataExport {

    private static final int EVENTS = 200;

    private final SessionService sessions;
    private final ConnectedApps apps;
    private final AuditTrail audit;
    private final Iterable<PersonalData> contributions;
    private final JsonMapper json;

    DataExport(
            SessionService sessions,
            ConnectedApps apps,
            AuditTrail audit,
            Iterable<PersonalData> contributions,
            JsonMapper json) {
        this.sessions = sessions;
        this.apps = apps;
        this.audit = audit;
        this.contributions = contributions;
        this.json = json;
    }

    byte[] of(Account account, Set<String> roles) {
        AccountId id = account.id();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("account", account(account, roles));
        file.put("profile", account.profile().claims());
        file.put(
                "devices", sessions.devices(id).stream().map(DataExport::device).toList());
        file.put("apps", apps.of(id).stream().map(DataExport::app).toList());
        contributions.forEach(room -> file.put(room.section(), room.of(id)));
        file.put(
                "activity",
                audit.recent(id, EVENTS).stream().map(DataExport::event).toList());
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
    }

    private static Map<String, Object> account(Account account, Set<String> roles) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", account.id().toString());
        map.put("email", account.email().value());
        map.put("email_verified", account.emailVerified());
        map.put("roles", List.copyOf(new TreeSet<>(roles)));
        map.put("created_at", account.createdAt().toString());
        map.put("updated_at", account.updatedAt().toString());
        return map;
    }

    private static Map<String, Object> device(SignedInDevice device) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("user_agent", device.userAgent());
        map.put("address", device.address());
        map.put("amr", device.amr());
        map.put("since", device.since().toString());
        map.put("last_used_at", device.lastUsedAt().toString());
        map.put("stays_signed_in", device.remembered());
        return map;
    }

    private static Map<String, Object> app(ConnectedApps.App app) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("client_id", app.clientId());
        map.put("scopes", List.copyOf(new TreeSet<>(app.scopes())));
        map.put("since", app.since().toString());
        map.put("last_used_at", app.lastUsed().toString());
        map.put("connected", app.connected());
        return map;
    }

    private static Map<String, Object> event(AuditEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", event.at().toString());
        map.put("action", event.action().code());
        map.put("address", event.address());
        map.put("user_agent", event.userAgent());
        map.put("detail", event.detail());
        if (!event.unreadable().isEmpty()) {
            map.put("unreadable", true);
        }
        return map;
    }
}
