package io.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.TestFeed;
import io.gatehouse.shared.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From an event in the trail to a receiver that checks the signature, with failures, several nodes and restarts. */
final class WebhookIntegrationTests {

    private final TestFeed trail = new TestFeed();
    private final TestHooks hooks = new TestHooks(trail, TestHooks.LOOPBACK);
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        hooks.close();
        trail.close();
    }

    @Test
    void eventWhenCommittedThenSentSignedAndWithNothingPersonal() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "*");
        Webhooks.Created other = hooks.create(receiver.url("/other"), "key_rotated");
        AccountId person = new AccountId(UUID.randomUUID());
        trail.trail().record(roleGiven(person));

        sealAndRun();

        receiver.await("/all", 2);
        hooks.await(hook, "delivered", 1);
        Receiver.Message message = receiver.messages("/all").stream()
                .filter(one -> one.type().equals("role_given"))
                .findFirst()
                .orElseThrow();
        assertThat(message.signedWith(hook.secret())).isTrue();
        assertThat(message.signedWith(other.secret())).isFalse();
        assertThat(message.signatures()).hasSize(1);
        assertThat(message.headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(message.headers().getFirst("webhook-timestamp"))
                .isEqualTo(Long.toString(trail.clock().instant().getEpochSecond()));
        assertThat(message.id()).matches("msg_[0-9a-f-]{36}");
        JsonNode data = message.json().path("data");
        assertThat(data.path("person").asString("")).isEqualTo(person.toString());
        assertThat(data.path("target").path("id").asString("")).isEqualTo("support");
        assertThat(data.path("outcome").asString("")).isEqualTo("success");
        assertThat(message.body()).doesNotContain("Ada", "root", "why");
        assertThat(receiver.messages("/other")).isEmpty();
    }

    @Test
    void secretWhenStoredThenNotReadable() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "*");
        assertThat(hook.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        byte[] key = java.util.Base64.getDecoder().decode(hook.secret().substring(6));
        byte[] stored = hooks.endpoints
                .secrets(TestHooks.id(hook), Instant.EPOCH)
                .orElseThrow()
                .secret();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void eventWhenReceiverFailsThenTriedAgainLaterWithSameId() {
        Webhooks.Created hook = hooks.create(receiver.url("/flaky"), "role_given");
        receiver.answer("/flaky", 500);
        trail.trail().record(roleGiven(null));
        sealAndRun();
        WebhookDelivery failed = hooks.await(hook, "pending", 1).getFirst();
        assertThat(failed.lastStatus()).isEqualTo(500);
        assertThat(failed.nextAt())
                .isBetween(now().plusSeconds(5), now().plusSeconds(6).plusMillis(1));
        assertThat(hooks.endpoint(hook).failingSince()).isEqualTo(now());

        hooks.run();
        receiver.answer("/flaky", 200);
        trail.clock().advance(Duration.ofSeconds(10));
        hooks.run();

        hooks.await(hook, "delivered", 2);
        List<Receiver.Message> messages = receiver.messages("/flaky");
        assertThat(messages).hasSize(2).allMatch(message -> message.signedWith(hook.secret()));
        assertThat(messages.getFirst().id()).isEqualTo(messages.getLast().id());
        assertThat(messages.getFirst().body()).isEqualTo(messages.getLast().body());
        assertThat(messages.getFirst().headers().getFirst("webhook-timestamp"))
                .isNotEqualTo(messages.getLast().headers().getFirst("webhook-timestamp"));
        assertThat(hooks.endpoint(hook).failingSince()).isNull();
    }

    @Test
    void eventWhenReceiverNeverTakesItThenGivenUpAfterDaysAndSentAgainOnDemand() {
        Webhooks.Created hook = hooks.create(receiver.url("/down"), "role_given");
        receiver.answer("/down", 503);
        trail.trail().record(roleGiven(null));
        Instant start = now();
        sealAndRun();
        for (int tries = 1; tries <= 10; tries++) {
            WebhookDelivery waiting = hooks.await(hook, "pending", tries).getFirst();
            trail.clock().advance(Duration.between(now(), waiting.nextAt()));
            hooks.run();
        }
        WebhookDelivery given = hooks.await(hook, "failed", 11).getFirst();
        assertThat(Duration.between(start, now())).isBetween(Duration.ofHours(69), Duration.ofHours(85));

        receiver.answer("/down", 200);
        assertThat(hooks.log.resend(TestHooks.id(hook), given.id())).isTrue();
        hooks.run();

        hooks.await(hook, "delivered", 12);
        assertThat(receiver.messages("/down").stream().map(Receiver.Message::id).distinct())
                .hasSize(1);
        assertThat(trail.events(AuditAction.WEBHOOK_RESENT)).hasSize(1);
    }

    @Test
    void eventWhenReceiverAsksToWaitThenWaitedFor() {
        Webhooks.Created hook = hooks.create(receiver.url("/busy"), "role_given");
        receiver.answer("/busy", 429);
        trail.trail().record(roleGiven(null));
        sealAndRun();
        assertThat(hooks.await(hook, "pending", 1).getFirst().nextAt())
                .isBetween(now().plusSeconds(7200), now().plusSeconds(8641));
        assertThat(RetrySchedule.next(1, now(), "99999999").orElseThrow()).isBefore(now().plus(Duration.ofHours(29)));
        assertThat(RetrySchedule.next(1, now(), "Tue, 01 Jan 2030 13:00:00 GMT").orElseThrow())
                .isAfterOrEqualTo(Instant.parse("2030-01-01T13:00:00Z"));
        assertThat(RetrySchedule.next(1, now(), "soon").orElseThrow()).isBefore(now().plusSeconds(7));
        assertThat(RetrySchedule.next(11, now(), null)).isEmpty();
    }

    @Test
    void transactionWhenRolledBackThenNothingIsSent() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "role_given", "key_rotated");
        trail.transactions().executeWithoutResult(status -> {
            trail.trail().record(roleGiven(null));
            status.setRollbackOnly();
        });
        trail.trail().record(AuditEntry.of(AuditAction.KEY_ROTATED));
        sealAndRun();
        hooks.await(hook, "delivered", 1);
        assertThat(receiver.messages()).extracting(Receiver.Message::type).containsExactly("key_rotated");
    }

    @Test
    void eventsWhenTwoNodesWorkAtOnceThenEachIsSentOnce() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "role_given");
        Webhooks.Created second = hooks.create(receiver.url("/second"), "role_*");
        int count = 60;
        IntStream.range(0, count).forEach(number -> trail.trail().record(roleGiven(null)));
        trail.seal();
        try (TestHooks node = new TestHooks(trail, TestHooks.LOOPBACK)) {
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(
                                    number -> CompletableFuture.runAsync(() -> (number % 2 == 0 ? hooks : node).run()))
                            .toArray(CompletableFuture[]::new))
                    .join();
            Receiver.await(
                    () -> {
                        hooks.run();
                        node.run();
                        return receiver.messages().size() >= 2 * count;
                    },
                    () -> receiver.messages().size() + " arrived");
            hooks.await(hook, "delivered", 1);
            hooks.await(second, "delivered", 1);
        }
        assertThat(receiver.messages()).hasSize(2 * count);
        assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct())
                .hasSize(2 * count);
    }

    @Test
    void eventsWhenNodeDiesThenAnotherSendsAllOfThem() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "role_given");
        trail.trail().record(roleGiven(null));
        trail.seal();
        new FanOut(trail.feed(), hooks.endpoints, hooks.deliveries, trail.transactions(), trail.clock()).run();
        // a node takes the first one and dies before it sends
        assertThat(hooks.deliveries.claim(now(), now().plusSeconds(60), 10, 2, List.of()))
                .hasSize(1);
        hooks.close();
        trail.trail().record(roleGiven(null));
        trail.seal();
        try (TestHooks node = new TestHooks(trail, TestHooks.LOOPBACK)) {
            node.run();
            receiver.await("/all", 1);
            trail.clock().advance(Duration.ofSeconds(61));
            node.run();
            receiver.await("/all", 2);
            Receiver.await(
                    () -> node.log(hook).stream().allMatch(one -> one.state().equals("delivered")),
                    () -> node.log(hook).toString());
        }
        assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct())
                .hasSize(2);
    }

    @Test
    void secretWhenRotatedThenBothSignUntilTheOverlapEnds() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "role_given");
        String next = hooks.webhooks
                .rotateSecret(TestHooks.id(hook), Duration.ofHours(1))
                .orElseThrow();
        trail.trail().record(roleGiven(null));
        sealAndRun();
        receiver.await("/all", 1);
        Receiver.Message during = receiver.messages().getFirst();
        assertThat(during.signatures()).hasSize(2);
        assertThat(during.signedWith(hook.secret())).isTrue();
        assertThat(during.signedWith(next)).isTrue();

        trail.clock().advance(Duration.ofMinutes(61));
        trail.trail().record(roleGiven(null));
        sealAndRun();
        receiver.await("/all", 2);
        Receiver.Message after = receiver.messages().getLast();
        assertThat(after.signatures()).hasSize(1);
        assertThat(after.signedWith(hook.secret())).isFalse();
        assertThat(after.signedWith(next)).isTrue();

        hooks.purge.purge();
        assertThat(hooks.endpoint(hook).overlapUntil()).isNull();
    }

    @Test
    void receiverWhenGoneThenSwitchedOffAuditedAndToldToOthersOnly() {
        Webhooks.Created gone = hooks.create(receiver.url("/gone"), "role_given");
        Webhooks.Created watcher = hooks.create(receiver.url("/watch"), "webhook_disabled");
        receiver.answer("/gone", 410);
        trail.trail().record(roleGiven(null));
        sealAndRun();
        Receiver.await(() -> !hooks.endpoint(gone).enabled(), () -> "still on");
        assertThat(hooks.endpoint(gone).disabledReason()).isEqualTo("gone");
        assertThat(trail.events(AuditAction.WEBHOOK_DISABLED))
                .singleElement()
                .satisfies(event -> assertThat(event.caller().actor()).isEqualTo(AuditActor.system()));

        sealAndRun();
        hooks.await(watcher, "delivered", 1);
    }

    /** A receiver that causes such events could keep itself busy for ever. */
    @Test
    void eventWhenItIsAboutTheWebhookItselfThenToldToOthersOnly() {
        Webhooks.Created hook = hooks.create(receiver.url("/self"), "webhook_secret_rotated");
        Webhooks.Created other = hooks.create(receiver.url("/other"), "webhook_*");
        hooks.webhooks.rotateSecret(TestHooks.id(hook), Duration.ZERO);
        sealAndRun();
        hooks.await(other, "delivered", 1);
        assertThat(receiver.messages("/other"))
                .extracting(Receiver.Message::type)
                .containsExactlyInAnyOrder("webhook_created", "webhook_secret_rotated");
        assertThat(hooks.log(hook)).isEmpty();
    }

    @Test
    void receiverWhenFailingForDaysThenSwitchedOffAndNewStartWhenSwitchedOn() {
        Webhooks.Created hook = hooks.create(receiver.url("/down"), "role_given");
        receiver.answer("/down", 500);
        for (int day = 0; day < 5; day++) {
            trail.trail().record(roleGiven(null));
            sealAndRun();
            int planned = day + 1;
            Receiver.await(
                    () -> hooks.log(hook).size() == planned
                            && hooks.log(hook).getFirst().lastStatus() != null,
                    () -> hooks.log(hook).toString());
            trail.clock().advance(Duration.ofHours(24));
        }
        hooks.run();
        Receiver.await(() -> !hooks.endpoint(hook).enabled(), () -> "still on");
        WebhookEndpoint off = hooks.endpoint(hook);
        assertThat(off.disabledReason()).isEqualTo("failing");
        assertThat(new WebhookCheckup(hooks.endpoints).examine().toString()).contains("1 were switched off");
        assertThat(trail.events(AuditAction.WEBHOOK_DISABLED)).hasSize(1);
        assertThat(hooks.log.resend(off.id(), hooks.log(hook).getFirst().id())).isFalse();

        WebhookEndpoint on = hooks.webhooks
                .change(off, off.version(), new WebhookDraft(off.url(), "", off.events(), true))
                .orElseThrow();
        assertThat(on.disabledReason()).isNull();
        assertThat(on.failingSince()).isNull();
        assertThat(hooks.webhooks.change(off, off.version(), off.draft())).isEmpty();
    }

    @Test
    void receiverWhenItHangsThenOthersDoNotWait() {
        try (TestHooks patient = new TestHooks(trail, TestHooks.LOOPBACK, Duration.ofSeconds(30))) {
            String hanging = receiver.url("/hang").replace("127.0.0.1", "localhost");
            List<Webhooks.Created> stuck = IntStream.range(0, 3)
                    .mapToObj(number -> patient.create(hanging, "role_given"))
                    .toList();
            Webhooks.Created quick = patient.create(receiver.url("/quick"), "role_given");
            IntStream.range(0, 20).forEach(number -> trail.trail().record(roleGiven(null)));
            trail.seal();
            patient.run();
            patient.await(quick, "delivered", 1);
            assertThat(stuck)
                    .allSatisfy(one -> assertThat(patient.log(one))
                            .hasSize(20)
                            .allMatch(delivery -> delivery.lastMillis() == null));
        }
    }

    @Test
    void filterWhenStarThenBeginningsAndNeverTheReadingOfTheTrail() {
        assertThat(EventFilter.matches(List.of("account_*"), "account_disabled"))
                .isTrue();
        assertThat(EventFilter.matches(List.of("account_*"), "role_given")).isFalse();
        assertThat(EventFilter.matches(List.of("*"), "audit_read")).isFalse();
        assertThat(EventFilter.matches(List.of("audit_read"), "audit_read")).isTrue();
        assertThat(EventFilter.known("acount_*")).isFalse();
    }

    @Test
    void logWhenOldThenPurged() {
        Webhooks.Created hook = hooks.create(receiver.url("/all"), "role_given");
        hooks.log.test(hook.endpoint());
        hooks.run();
        hooks.await(hook, "delivered", 1);
        assertThat(receiver.messages().getFirst().type()).isEqualTo(WebhookDelivery.TEST);
        trail.clock().advance(Duration.ofDays(31));
        hooks.purge.purge();
        assertThat(hooks.log(hook)).isEmpty();
    }

    private void sealAndRun() {
        trail.seal();
        hooks.run();
    }

    private Instant now() {
        return trail.clock().instant();
    }

    private static AuditEntry roleGiven(@Nullable AccountId person) {
        return AuditEntry.of(AuditAction.ROLE_GIVEN)
                .account(person)
                .by(AuditActor.operator("root"))
                .target("role", "support")
                .detail("note", "why")
                .personalDetail("name", "Ada Lovelace");
    }
}
