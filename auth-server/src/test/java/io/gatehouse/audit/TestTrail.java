package io.gatehouse.audit;

import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** A trail on a database of its own, wired like the real one; nothing is sealed unless a test says so. */
public final class TestTrail implements AutoCloseable {

    static final int SEGMENT = 10;

    /** Several nodes on one database have one keyring. */
    private static final Keyring NODES = TestKeyring.create();

    final TestDatabase database = TestDatabase.fresh();
    final MutableClock clock;
    final Keyring keyring = TestKeyring.create();
    final AuditProperties properties;
    final TransactionTemplate transactions;
    final JdbcPersonKeys personKeys;
    final EventCodec codec;
    final JdbcAuditEvents events;
    final AuditTrail trail;
    final JdbcChain chain;
    final AuditKeys keys;
    final CheckpointFile file;
    final AuditSealer sealer;
    final AuditSearch search;
    final AuditRetention retention;
    private final JdbcTransactionManager manager;
    private final SingleConnectionDataSource superuserSession;

    @Nullable
    AuditCaller caller;

    TestTrail() {
        this(new MutableClock());
    }

    TestTrail(MutableClock clock) {
        this(clock, SEGMENT);
    }

    TestTrail(MutableClock clock, int segment) {
        this.clock = clock;
        this.properties = new AuditProperties(Duration.ofDays(400), Duration.ofMinutes(5), segment);
        DataSource dataSource = database.dataSource();
        DriverManagerDataSource owner =
                (DriverManagerDataSource) database.schemaOwner().dataSource();
        this.superuserSession = new SingleConnectionDataSource(
                String.valueOf(owner.getUrl()),
                String.valueOf(owner.getUsername()),
                String.valueOf(owner.getPassword()),
                true);
        this.manager = new JdbcTransactionManager(dataSource);
        this.transactions = new TransactionTemplate(manager);
        this.personKeys = new JdbcPersonKeys(dataSource);
        this.codec = new EventCodec(new PersonalBoxes(personKeys, keyring, clock), keyring, clock);
        this.events = new JdbcAuditEvents(dataSource);
        this.trail = new AuditTrail(events, personKeys, codec, new Callers(List.of(() -> caller)), manager);
        this.chain = new JdbcChain(dataSource);
        this.keys = new AuditKeys(new JdbcAuditKeys(dataSource), keyring, transactions, clock);
        this.file = new CheckpointFile(folder());
        this.sealer = sealer(transactions);
        this.search = new AuditSearch(new JdbcAuditSearch(dataSource), codec);
        this.retention = new AuditRetention(
                new JdbcRetention(dataSource, database.schemaOwner()),
                personKeys,
                trail,
                sealer,
                new AuditRetention.Time(properties, clock));
    }

    /** What {@link #on} wrote, the newest first. */
    public static List<AuditEvent> written(DataSource dataSource, Clock clock, AuditAction action) {
        EventCodec codec =
                new EventCodec(new PersonalBoxes(new JdbcPersonKeys(dataSource), NODES, clock), NODES, clock);
        return new AuditSearch(new JdbcAuditSearch(dataSource), codec)
                .find(AuditQuery.all().actions(Set.of(action)), null, 100)
                .events();
    }

    /** The trail alone on somebody else's database. */
    public static AuditTrail on(DataSource dataSource, Clock clock) {
        JdbcPersonKeys keys = new JdbcPersonKeys(dataSource);
        return new AuditTrail(
                new JdbcAuditEvents(dataSource),
                keys,
                new EventCodec(new PersonalBoxes(keys, NODES, clock), NODES, clock),
                new Callers(List.of()),
                new JdbcTransactionManager(dataSource));
    }

    AuditSealer sealer(TransactionOperations operations) {
        return new AuditSealer(chain, codec, keys, operations, new AuditSealer.Rhythm(properties, file, clock));
    }

    /** Verifies and exports without the file of the data folder. */
    AuditProof proof() {
        return proof(new CheckpointFile(folder()));
    }

    /** The same with that file. */
    AuditProof proofBesideFile() {
        return proof(file);
    }

    private AuditProof proof(CheckpointFile checkpoints) {
        return new AuditProof(chain, codec, keys, sealer, new AuditProof.Extras(checkpoints, manager));
    }

    /** Records and seals as many events, all of one account; segments close at every tenth. */
    AccountId fill(int count) {
        AccountId account = new AccountId(UUID.randomUUID());
        for (int number = 1; number <= count; number++) {
            clock.advance(Duration.ofMillis(5));
            trail.record(entry(account, number));
        }
        sealer.run();
        return account;
    }

    /** An entry that fills every column. */
    static AuditEntry entry(AccountId account, int number) {
        return AuditEntry.of(AuditAction.ROLE_GIVEN)
                .account(account)
                .by(new AuditCaller(AuditActor.account(account), UUID.randomUUID(), "console", "acr", List.of("pwd")))
                .target("role", "role-" + number)
                .change(Map.of(), Map.of("until", "never"))
                .personalDetail("name", "Ada " + number);
    }

    /** The role that owns the schema, here the superuser; always the same session. */
    JdbcClient superuser() {
        return JdbcClient.create(superuserSession);
    }

    List<String> findings() {
        return proof().verify(null, null).findings().stream()
                .map(AuditFinding::toString)
                .toList();
    }

    String export() {
        StringWriter text = new StringWriter();
        proof().export(text);
        return text.toString();
    }

    static List<String> offline(String export, String keys, @Nullable AuditCheckpoint known) {
        try {
            return AuditProof.verifyExport(new BufferedReader(new StringReader(export)), keys, known)
                    .findings()
                    .stream()
                    .map(AuditFinding::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UUID eventAt(long position) {
        return superuser()
                .sql("select event_id from audit_link where position = :position")
                .param("position", position)
                .query(UUID.class)
                .single();
    }

    StoredEvent stored(UUID id) {
        return superuser()
                .sql("select " + EventRows.COLUMNS + " from audit_event e where e.id = :id")
                .param("id", id)
                .query(EventRows::read)
                .single();
    }

    Instant now() {
        return clock.instant();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gatehouse-audit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        superuserSession.destroy();
        database.close();
    }
}
