package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.database.StatementCounter;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The trail on a real database: who may do what with it, sealing under load, erasing, removing, finding. */
final class AuditTrailIntegrationTests {

    private final TestTrail trail = new TestTrail(new MutableClock(Instant.parse("2020-05-01T12:00:00Z")));

    @AfterEach
    void drop() {
        RequestContextHolder.resetRequestAttributes();
        trail.close();
    }

    @ParameterizedTest
    @CsvSource({
        "audit_event, action",
        "audit_link, chain_hash",
        "audit_checkpoint, root",
        "audit_retention, keep",
    })
    void serveWhenTableIsProtectedThenServingRoleCannotChangeIt(String table, String column) {
        trail.fill(10);
        for (String statement : List.of(
                "update " + table + " set " + column + " = " + column,
                "delete from " + table,
                "truncate " + table,
                "alter table " + table + " add more int",
                "drop table " + table,
                "alter table " + table + " disable trigger all")) {
            assertThatThrownBy(() -> trail.database.jdbc().sql(statement).update())
                    .as(statement)
                    .hasStackTraceContaining("ERROR:")
                    .hasStackTraceContaining(
                            statement.startsWith("alter") || statement.startsWith("drop")
                                    ? "must be owner"
                                    : "permission denied");
        }
        assertThat(trail.findings()).isEmpty();
    }

    /** The proof names such rows; reading the others goes on, and what is left of these. */
    @Test
    void readWhenSuperuserSpoiltAFieldThenThatFieldIsUnreadableAndNothingElse() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        AccountId ada = trail.fill(6);
        List<UUID> ids = trail.trail.recent(ada, 6).stream().map(AuditEvent::id).toList();
        spoil(ids.get(0), "actor_box = set_byte(actor_box, 20, 255 - get_byte(actor_box, 20))");
        spoil(ids.get(1), "person_box = ''");
        spoil(ids.get(2), "facts = 'no json'");
        spoil(ids.get(3), "facts = '{\"detail\": null}'");
        spoil(ids.get(4), "person_box = actor_box");
        List<AuditEvent> read = trail.trail.recent(ada, 6);
        assertThat(read)
                .hasSize(6)
                .isEqualTo(trail.search
                        .find(AuditQuery.all().account(ada), null, 10)
                        .events());
        assertThat(read.get(0).unreadable()).containsExactly(AuditEvent.Part.ORIGIN);
        assertThat(read.get(0).address()).isNull();
        assertThat(read.get(0).detail()).containsKey("name");
        assertThat(read.get(1).unreadable()).containsExactly(AuditEvent.Part.FACTS);
        assertThat(read.get(1).detail()).isEmpty();
        assertThat(read.get(1).change().after()).containsEntry("until", "never");
        assertThat(read.subList(2, 5)).allMatch(event -> event.unreadable(AuditEvent.Part.FACTS) && !event.erased());
        assertThat(read.get(2).detail()).containsKey("name");
        assertThat(read.get(5).unreadable()).isEmpty();
        assertThat(trail.findings()).hasSizeGreaterThanOrEqualTo(5);
    }

    private void spoil(UUID event, String change) {
        assertThat(trail.superuser()
                        .sql("update audit_event set " + change + " where id = '" + event + "'")
                        .update())
                .isOne();
    }

    @Test
    void removeSegmentWhenYoungOrNotClosedOrNotTheOldestThenRefused() {
        trail.fill(25);
        String[] refusals = {
            "3, segment 3 is not closed by a checkpoint", "2, segment 2 is not the oldest",
        };
        for (String refusal : refusals) {
            assertRemovalRefused(refusal.substring(0, 1), refusal.substring(3));
        }
        trail.superuser()
                .sql("update audit_event set occurred_at = now() where id = '" + trail.eventAt(4) + "'")
                .update();
        assertRemovalRefused("1", "segment 1 is younger");
        trail.superuser().sql("update audit_checkpoint set created_at = now()").update();
        assertRemovalRefused("1", "segment 1 is younger");
    }

    @Test
    void removeSegmentWhenServingRoleShadowsTablesThenTheRealOnesAreAsked() {
        trail.fill(10);
        trail.superuser().sql("update audit_checkpoint set created_at = now()").update();
        trail.superuser()
                .sql("grant temporary on database " + database() + " to gatehouse")
                .update();
        assertThatThrownBy(() -> trail.transactions.executeWithoutResult(status -> {
                    trail.database
                            .jdbc()
                            .sql("create temporary table audit_retention as select interval '1 second' as keep; "
                                    + "create temporary table audit_checkpoint as select * from public.audit_checkpoint; "
                                    + "update pg_temp.audit_checkpoint set created_at = 'epoch'; "
                                    + "select audit_remove_segment(1)")
                            .update();
                }))
                .hasStackTraceContaining("is younger");
    }

    private String database() {
        return trail.superuser()
                .sql("select current_database()")
                .query(String.class)
                .single();
    }

    private void assertRemovalRefused(String segment, String reason) {
        assertThatThrownBy(() -> trail.database
                        .jdbc()
                        .sql("select audit_remove_segment(" + segment + ")")
                        .query(Long.class)
                        .single())
                .hasStackTraceContaining(reason);
    }

    @Test
    void retentionWhenSegmentsAreOldThenRemovedAndTrailStaysVerifiable() {
        trail.fill(25);
        String before = trail.export();
        trail.clock.advance(Duration.ofDays(500));
        assertThat(trail.retention.run()).isEqualTo(20);
        AuditVerification result = trail.proofBesideFile().verify(null, null);
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(6);
        assertThat(TestTrail.offline(trail.export(), trail.keys.publicKeys(), null))
                .isEmpty();
        assertThat(TestTrail.offline(before, trail.keys.publicKeys(), null)).isEmpty();
        assertThat(trail.retention.run()).isZero();
        trail.superuser()
                .sql("delete from audit_event where id = '" + trail.eventAt(21) + "'")
                .update();
        trail.superuser().sql("delete from audit_link where position = 21").update();
        assertThat(trail.findings()).containsExactly("position 21: this place of the chain is missing");
    }

    @Test
    void sealWhenTwentyWriteAndRollBackAndTwoSealThenChainHasNoGap() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sealers = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        AuditSealer sealer = trail.sealer(trail.transactions);
                        while (writing.get()) {
                            sealer.run();
                        }
                    }))
                    .toList();
            List<Future<?>> writers = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> write(n)))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            for (Future<?> sealer : sealers) {
                sealer.get();
            }
        }
        trail.sealer.run();
        AuditVerification result = trail.proofBesideFile().verify(null, null);
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(20 * 10);
        assertThat(result.lastPosition()).isEqualTo(20 * 10);
        assertThat(result.waiting()).isZero();
    }

    /** Twenty transactions, of which every other one is rolled back; the later event is committed first now and then. */
    private void write(int writer) {
        AccountId account = new AccountId(UUID.randomUUID());
        for (int number = 0; number < 20; number++) {
            boolean keep = number % 2 == 0;
            int entry = number;
            trail.transactions.executeWithoutResult(status -> {
                trail.trail.record(TestTrail.entry(account, entry));
                if (!keep) {
                    status.setRollbackOnly();
                } else if (writer % 3 == 0) {
                    trail.database.jdbc().sql("select pg_sleep(0.002)").query().singleRow();
                }
            });
        }
    }

    @Test
    void sealWhenProcessDiesBeforeCommitThenNothingIsHalfDone() {
        trail.fill(5);
        trail.trail.record(TestTrail.entry(new AccountId(UUID.randomUUID()), 6));
        AuditSealer dying = trail.sealer(new DyingTransactions(trail.transactions));
        assertThatThrownBy(dying::sealBatch).hasMessage("died");
        assertThatThrownBy(() -> dying.close(true)).hasMessage("died");
        AuditVerification before = trail.proofBesideFile().verify(null, null);
        assertThat(before.lastPosition()).isEqualTo(5);
        assertThat(before.waiting()).isEqualTo(1);
        assertThat(before.findings()).isEmpty();
        trail.sealer.run();
        assertThat(trail.sealer.close(true)).isTrue();
        AuditVerification after = trail.proofBesideFile().verify(null, null);
        assertThat(after.lastPosition()).isEqualTo(6);
        assertThat(after.open()).isZero();
        assertThat(after.findings()).isEmpty();
    }

    /** Does the work and ends before the commit. */
    private record DyingTransactions(TransactionOperations real) implements TransactionOperations {
        @Override
        public <T> T execute(TransactionCallback<T> action) throws TransactionException {
            return real.execute(status -> {
                action.doInTransaction(status);
                throw new IllegalStateException("died");
            });
        }
    }

    @Test
    void checkpointWhenTimeIsOverThenClosesTheTail() {
        trail.fill(3);
        assertThat(trail.chain.lastCheckpoint()).isNull();
        trail.clock.advance(Duration.ofMinutes(6));
        trail.sealer.run();
        AuditCheckpoint checkpoint = trail.chain.lastCheckpoint();
        assertThat(checkpoint).isNotNull();
        assertThat(checkpoint.lastPosition()).isEqualTo(3);
        assertThat(AuditCheckpoint.parse(checkpoint.toJson()).hash()).isEqualTo(checkpoint.hash());
    }

    @Test
    void keyWhenRotatedThenEarlierKeyAloneStillVerifiesEverything() {
        trail.fill(10);
        String first = trail.keys.publicKeys();
        trail.keys.rotate();
        trail.fill(10);
        trail.keys.rotate();
        trail.fill(10);
        assertThat(trail.chain.lastCheckpoint())
                .satisfies(last -> assertThat(first).doesNotContain(last.kid()));
        assertThat(TestTrail.offline(trail.export(), first, null)).isEmpty();
        assertThat(trail.proof().verify(first, null).findings()).isEmpty();
        assertThat(trail.superuser()
                        .sql("select count(*) from audit_signing_key where length(private_key) > 0")
                        .query(Integer.class)
                        .single())
                .as("retired keys can sign nothing any more")
                .isEqualTo(1);
    }

    @Test
    void eraseWhenKeyIsDestroyedThenFieldsAreGoneAndChainHolds() {
        request("203.0.113.9", "Firefox on a desk");
        AccountId ada = trail.fill(12);
        AccountId eve = trail.fill(1);
        AuditEvent event = trail.trail.recent(ada, 1).getFirst();
        assertThat(event.detail()).containsEntry("name", "Ada 12");
        assertThat(event.address()).isEqualTo("203.0.113.9");
        assertThat(event.userAgent()).isEqualTo("Firefox on a desk");
        assertThat(event.change().after()).containsEntry("until", "never");
        assertThat(rowsAsText()).doesNotContain("Ada 12", "203.0.113.9", "Firefox");

        trail.trail.depersonalize(ada);

        AuditEvent erased = trail.trail.recent(ada, 1).getFirst();
        assertThat(erased.erased()).isTrue();
        assertThat(erased.detail()).isEmpty();
        assertThat(erased.address()).isNull();
        assertThat(erased.userAgent()).isEmpty();
        assertThat(erased.target()).isEqualTo(new AuditTarget("role", "role-12"));
        assertThat(trail.trail.recent(eve, 1).getFirst().erased()).isFalse();
        assertThat(trail.search
                        .find(AuditQuery.all().address("203.0.113.9"), null, 50)
                        .events())
                .extracting(AuditEvent::account)
                .containsExactly(eve);
        assertThat(trail.findings()).isEmpty();
        assertThat(TestTrail.offline(trail.export(), trail.keys.publicKeys(), trail.chain.lastCheckpoint()))
                .isEmpty();
    }

    @Test
    void recordWhenManyAtOnceThenRowsAreAsIfTheyCameAlone() {
        request("203.0.113.9", "Firefox on a desk");
        AccountId known = trail.fill(1);
        trail.clock.advance(Duration.ofSeconds(1));
        AccountId fresh = new AccountId(UUID.randomUUID());
        trail.transactions.executeWithoutResult(status -> trail.trail.record(List.of(
                AuditEntry.of(AuditAction.ROLE_GIVEN).account(known).personalDetail("role", "quill \"1\"\n\0"),
                AuditEntry.of(AuditAction.ROLE_GIVEN).account(fresh).personalDetail("role", "quill 2"),
                AuditEntry.of(AuditAction.GROUP_JOINED).account(fresh).personalDetail("group", "quill 3"),
                AuditEntry.of(AuditAction.ROLE_CREATED).target("role", "r").detail("default", "no"))));
        trail.trail.record(List.of());

        assertThat(trail.trail.recent(known, 1).getFirst().detail()).containsEntry("role", "quill \"1\"\n ");
        assertThat(trail.trail.recent(fresh, 9))
                .extracting(AuditEvent::action)
                .containsExactlyInAnyOrder(AuditAction.ROLE_GIVEN, AuditAction.GROUP_JOINED);
        assertThat(trail.trail.recent(fresh, 9)).allSatisfy(event -> {
            assertThat(event.address()).isEqualTo("203.0.113.9");
            assertThat(event.userAgent()).isEqualTo("Firefox on a desk");
        });
        assertThat(rowsAsText()).doesNotContain("quill", "203.0.113.9").contains("default");
        assertThat(keysOf(known)).isEqualTo(1);
        assertThat(keysOf(fresh)).isEqualTo(1);
        assertThat(trail.search
                        .find(AuditQuery.all().address("203.0.113.9"), null, 50)
                        .events())
                .hasSize(5);
        trail.trail.depersonalize(fresh);
        assertThat(trail.trail.recent(fresh, 9)).allMatch(AuditEvent::erased);
        assertThat(trail.findings()).isEmpty();
    }

    private int keysOf(AccountId account) {
        return trail.superuser()
                .sql("select count(*) from audit_person_key where account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    private String rowsAsText() {
        return String.join(
                "\n",
                trail.superuser()
                        .sql("select e::text || coalesce(encode(actor_box, 'escape'), '') "
                                + "|| coalesce(encode(person_box, 'escape'), '') from audit_event e")
                        .query(String.class)
                        .list());
    }

    @Test
    void recordWhenAccountIsUnknownThenCostsTheSameStatements() throws Exception {
        StatementCounter counter = new StatementCounter();
        AuditTrail counted = TestTrail.on(counter.wrap(trail.database.dataSource()), trail.clock);
        AccountId known = new AccountId(UUID.randomUUID());
        request("198.51.100.7", "Firefox");
        refuse(counted, known);
        refuse(counted, null);

        List<String> ofKnown = counter.statementsDuring(() -> refuse(counted, known));
        List<String> ofUnknown = counter.statementsDuring(() -> refuse(counted, null));

        assertThat(ofKnown).hasSize(2).isEqualTo(ofUnknown);
    }

    private static boolean refuse(AuditTrail trail, @Nullable AccountId account) {
        trail.record(AuditEntry.of(AuditAction.SIGN_IN_REFUSED)
                .account(account)
                .outcome(AuditOutcome.DENIED)
                .personalDetail("factor", "password"));
        return true;
    }

    private static void request(String address, String userAgent) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.addHeader("User-Agent", userAgent);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @Test
    void recordDenialWhenCallerRollsBackThenDenialStaysAndChangeIsGone() {
        AccountId account = new AccountId(UUID.randomUUID());
        assertThatThrownBy(() -> trail.transactions.executeWithoutResult(status -> {
                    trail.trail.record(AuditAction.ROLE_GIVEN, account);
                    trail.trail.recordDenial(
                            AuditEntry.of(AuditAction.ROLE_GIVEN).account(account));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(trail.trail.recent(account, 10))
                .extracting(AuditEvent::outcome)
                .containsExactly(AuditOutcome.DENIED);
    }

    @Test
    void recordWhenCallerIsKnownThenItsSessionAndFactorsAreKept() {
        AccountId admin = new AccountId(UUID.randomUUID());
        UUID sid = UUID.randomUUID();
        trail.caller = new AuditCaller(AuditActor.account(admin), sid, "console", "mfa", List.of("pwd", "otp"));
        AccountId account = new AccountId(UUID.randomUUID());
        trail.trail.record(AuditEntry.of(AuditAction.ACCOUNT_LOCKED)
                .account(account)
                .detail("reason", "asked\0for")
                .personalChange(Map.of("email", "a@example.com"), Map.of("email", "b@example.com")));
        AuditEvent event = trail.trail.recent(account, 1).getFirst();
        assertThat(event.caller()).isEqualTo(trail.caller);
        assertThat(event.change().before()).containsEntry("email", "a@example.com");
        assertThat(event.detail()).containsEntry("reason", "asked for");
        trail.caller = null;
        trail.clock.advance(Duration.ofSeconds(1));
        trail.trail.record(AuditAction.SIGN_IN_REFUSED, account);
        AuditEvent refused = trail.trail.recent(account, 1).getFirst();
        assertThat(refused.outcome()).isEqualTo(AuditOutcome.DENIED);
        assertThat(refused.caller().actor()).isEqualTo(AuditActor.system());
    }

    @Test
    void takeoverWhenRowsAreFromBeforeThenEncryptedSealedAndShownAsEver() {
        UUID account = UUID.randomUUID();
        trail.superuser().sql("""
                        insert into audit_legacy_event (id, occurred_at, action, account_id, address, user_agent, request_id, detail)
                        values (gen_random_uuid(), '2020-01-01T00:00:00.123456789Z', 'sign_in', :account, '192.0.2.7', 'Old browser',
                                'abc', '{"amr": "pwd"}')
                        """).param("account", account).update();
        new LegacyTakeover(
                        new JdbcLegacyEvents(trail.database.dataSource()),
                        trail.events,
                        trail.codec,
                        trail.transactions)
                .run();
        trail.sealer.run();
        AuditEvent event = trail.trail.recent(new AccountId(account), 1).getFirst();
        assertThat(event.address()).isEqualTo("192.0.2.7");
        assertThat(event.detail()).containsEntry("amr", "pwd");
        assertThat(event.requestId()).isEqualTo("abc");
        assertThat(rowsAsText()).doesNotContain("192.0.2.7", "Old browser");
        assertThat(trail.findings()).isEmpty();
        assertThat(trail.superuser()
                        .sql("select count(*) from audit_legacy_event")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
