package io.gatehouse.notification;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Seals mails into rows and opens them again. The row's id is authenticated, so contents can't be swapped. */
final class Outbox {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcMessages messages;
    private final Keyring keyring;
    private final Clock clock;

    Outbox(JdbcMessages messages, Keyring keyring, Clock clock) {
        this.messages = messages;
        this.keyring = keyring;
        this.clock = clock;
    }

    void add(String kind, RenderedMail mail) {
        UUID id = UuidV7.next(clock);
        byte[] sealed = keyring.encrypt(Purpose.OUTBOX, JSON.writeValueAsBytes(mail), id.toString());
        messages.insert(id, kind, sealed, clock.instant());
    }

    RenderedMail open(JdbcMessages.Claimed message) {
        byte[] json =
                keyring.decrypt(Purpose.OUTBOX, message.content(), message.id().toString());
        return JSON.readValue(json, RenderedMail.class);
    }
}
