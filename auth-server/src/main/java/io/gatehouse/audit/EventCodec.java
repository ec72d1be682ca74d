package io.gatehouse.audit;

import io.gatehouse.audit.AuditEvent.Part;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between entries, rows and events: fills in what the request tells, encrypts and decrypts, proves the origin of a row. */
final class EventCodec {

    private static final Logger LOG = LoggerFactory.getLogger(EventCodec.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Map<String, String>>> FACTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ORIGIN = new TypeReference<>() {};
    private static final String ACTOR = "actor";
    private static final String PERSON = "person";

    private final PersonalBoxes boxes;
    private final Keyring keyring;
    private final Clock clock;

    EventCodec(PersonalBoxes boxes, Keyring keyring, Clock clock) {
        this.boxes = boxes;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** The row of an entry. Writes the key of a person who had none. */
    StoredEvent store(AuditEntry entry, AuditCaller caller, RequestFacts facts) {
        return store(UuidV7.next(clock), now(), entry, new Origin(caller, facts, once()));
    }

    StoredEvent store(UUID id, Instant at, AuditEntry entry, AuditCaller caller, RequestFacts facts) {
        return store(id, at, entry, new Origin(caller, facts, once()));
    }

    /** The rows of many entries, whose people's keys are looked up and made together. */
    List<StoredEvent> store(List<AuditEntry> entries, Function<AuditEntry, AuditCaller> callers, RequestFacts facts) {
        Set<AccountId> people = new HashSet<>();
        for (AuditEntry entry : entries) {
            AccountId account = entry.account;
            if (account != null && !empty(entry.personal)) {
                people.add(account);
            }
        }
        Map<AccountId, PersonalBoxes.Secret> secrets = boxes.secrets(people);
        Function<AccountId, PersonalBoxes.Secret> known = person -> secrets.computeIfAbsent(person, boxes::secret);
        return entries.stream()
                .map(entry -> store(UuidV7.next(clock), now(), entry, new Origin(callers.apply(entry), facts, known)))
                .toList();
    }

    /** One look-up for each person of an event, who may be in it twice. */
    private Function<AccountId, PersonalBoxes.Secret> once() {
        Map<AccountId, PersonalBoxes.Secret> known = new HashMap<>(2);
        return person -> known.computeIfAbsent(person, boxes::secret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Who did it, what the request tells, and where people's keys come from. */
    private record Origin(AuditCaller caller, RequestFacts facts, Function<AccountId, PersonalBoxes.Secret> secrets) {}

    private StoredEvent store(UUID id, Instant at, AuditEntry entry, Origin origin) {
        AuditCaller caller = origin.caller();
        RequestFacts facts = origin.facts();
        AuditActor actor = caller.actor();
        AccountId account = entry.account;
        AuditTarget target = entry.target;
        AccountId sender = owner(caller, account);
        StoredEvent event = new StoredEvent(
                id,
                StoredEvent.VERSION,
                at,
                entry.action.code(),
                entry.outcome.code(),
                actor.type().code(),
                actor.id(),
                account == null ? null : account.value(),
                target == null ? null : target.type(),
                target == null ? null : target.id(),
                entry.clientId == null ? caller.clientId() : entry.clientId,
                caller.sid(),
                caller.acr(),
                caller.amr().isEmpty() ? null : String.join(" ", caller.amr()),
                facts.requestId(),
                json(entry.plain),
                boxes.seal(sender, id, ACTOR, origin(facts), origin.secrets()),
                boxes.seal(account, id, PERSON, empty(entry.personal) ? null : json(entry.personal), origin.secrets()),
                new byte[0]);
        return event.withMac(keyring.mac(Purpose.AUDIT_EVENT, event.canonical()));
    }

    /** Whose address and browser it is: the actor's, or, of somebody unknown, the business of the account concerned. */
    static @Nullable AccountId owner(AuditCaller caller, @Nullable AccountId account) {
        AccountId actor = caller.actor().accountId();
        return actor == null ? account : actor;
    }

    boolean genuine(StoredEvent event, byte[] canonical) {
        return keyring.verifyMac(Purpose.AUDIT_EVENT, event.mac(), canonical);
    }

    byte[] addressHash(String address) {
        return keyring.keyedHash(Purpose.AUDIT_ADDRESS, address.getBytes(StandardCharsets.UTF_8));
    }

    List<byte[]> addressHashes(String address) {
        return keyring.keyedHashes(Purpose.AUDIT_ADDRESS, address.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a row; the person's keys come with it, null where they are destroyed. */
    AuditEvent read(StoredEvent row, byte @Nullable [] actorKey, byte @Nullable [] personKey) {
        Set<Part> unreadable = EnumSet.noneOf(Part.class);
        Map<String, Map<String, String>> facts =
                new LinkedHashMap<>(read(row, Part.FACTS, unreadable, () -> whole(row.facts(), FACTS)));
        read(row, Part.FACTS, unreadable, () -> whole(boxes.open(row.id(), PERSON, row.person(), personKey), FACTS))
                .forEach((part, values) -> facts.merge(part, values, EventCodec::joined));
        Map<String, String> origin = read(
                row, Part.ORIGIN, unreadable, () -> whole(boxes.open(row.id(), ACTOR, row.actor(), actorKey), ORIGIN));
        boolean erased =
                row.actor().key() != null && actorKey == null || row.person().key() != null && personKey == null;
        return new AuditEvent(
                row.id(),
                row.at(),
                AuditAction.of(row.action()),
                AuditOutcome.of(row.outcome()),
                caller(row),
                row.account() == null ? null : new AccountId(row.account()),
                target(row),
                origin.get("address"),
                origin.getOrDefault("userAgent", ""),
                row.requestId(),
                new AuditChange(part(facts, "before"), part(facts, "after")),
                part(facts, "detail"),
                erased,
                unreadable);
    }

    /** What somebody spoilt in the database is missing then, and nothing else; the proof of the trail names the row. */
    private static <V> Map<String, V> read(
            StoredEvent row, Part part, Set<Part> unreadable, Supplier<Map<String, V>> reading) {
        try {
            return reading.get();
        } catch (IllegalStateException | JacksonException e) {
            LOG.warn(
                    "The {} of the audit event {} can't be read ({}): was it changed in the database?",
                    part,
                    row.id(),
                    e.getClass().getSimpleName());
            unreadable.add(part);
            return Map.of();
        }
    }

    private static <V> Map<String, V> whole(@Nullable String json, TypeReference<Map<String, V>> type) {
        if (json == null) {
            return Map.of();
        }
        Map<String, V> read = JSON.readValue(json, type);
        if (read == null || !sound(read)) {
            throw new IllegalStateException("Something is missing");
        }
        return read;
    }

    private static boolean sound(Map<?, ?> map) {
        return !map.containsValue(null)
                && map.values().stream().allMatch(value -> !(value instanceof Map<?, ?> inner) || sound(inner));
    }

    private static @Nullable AuditTarget target(StoredEvent row) {
        String type = row.targetType();
        String id = row.targetId();
        return type == null || id == null ? null : new AuditTarget(type, id);
    }

    private static AuditCaller caller(StoredEvent row) {
        String amr = row.amr();
        return new AuditCaller(
                new AuditActor(AuditActor.Type.of(row.actorType()), row.actorId()),
                row.sid(),
                row.clientId(),
                row.acr(),
                amr == null ? List.of() : List.of(amr.split(" ")));
    }

    private static Map<String, String> part(Map<String, Map<String, String>> facts, String name) {
        return facts.getOrDefault(name, Map.of());
    }

    private static Map<String, String> joined(Map<String, String> plain, Map<String, String> personal) {
        Map<String, String> all = new LinkedHashMap<>(plain);
        all.putAll(personal);
        return all;
    }

    private static @Nullable String origin(RequestFacts facts) {
        Map<String, String> origin = new LinkedHashMap<>();
        String address = facts.address();
        if (address != null) {
            origin.put("address", address);
        }
        if (!facts.userAgent().isEmpty()) {
            origin.put("userAgent", facts.userAgent());
        }
        return origin.isEmpty() ? null : JSON.writeValueAsString(origin);
    }

    private static boolean empty(AuditEntry.Facts facts) {
        return facts.detail.isEmpty() && facts.before.isEmpty() && facts.after.isEmpty();
    }

    private static String json(AuditEntry.Facts facts) {
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        parts.put("detail", facts.detail);
        parts.put("before", facts.before);
        parts.put("after", facts.after);
        parts.values().removeIf(Map::isEmpty);
        return JSON.writeValueAsString(parts);
    }
}
