package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.shared.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database's superuser attacks a trail of 35 events: three signed segments of ten and five events behind. After each attack
 * the tables are put back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditTamperingAttackTests {

    private static final List<String> TABLES =
            List.of("audit_event", "audit_link", "audit_checkpoint", "audit_queue", "audit_signing_key");

    private final TestTrail trail = new TestTrail();
    private final JdbcClient superuser = trail.superuser();

    private AuditCheckpoint newest;

    @BeforeAll
    void fill() {
        sql("set synchronous_commit = off");
        trail.fill(35);
        newest = Objects.requireNonNull(trail.chain.lastCheckpoint());
        TABLES.forEach(table -> sql("create table backup_" + table + " as table " + table));
    }

    @BeforeEach
    void untouchedTrailIsIntact() {
        AuditVerification result = trail.proofBesideFile().verify(null, null);
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(35);
        assertThat(result.checkpoints()).isEqualTo(3);
        assertThat(result.open()).isEqualTo(5);
    }

    @AfterEach
    void putBack() {
        TABLES.forEach(this::putBack);
        trail.file.write(newest);
    }

    private void putBack(String table) {
        sql("delete from " + table);
        sql("insert into " + table + " select * from backup_" + table);
    }

    @AfterAll
    void drop() {
        trail.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit_event", "audit_link", "audit_checkpoint"})
    void verifyWhenAnyColumnIsChangedByTheLeastThenPlaceIsNamed(String table) {
        List<Map<String, @Nullable Object>> columns = superuser
                .sql("select column_name, data_type from information_schema.columns where table_name = :table")
                .param("table", table)
                .query()
                .listOfRows();
        assertThat(columns).hasSizeGreaterThan(3);
        for (Map<String, @Nullable Object> column : columns) {
            String name = String.valueOf(column.get("column_name"));
            UUID event = trail.eventAt(17);
            String where = switch (table) {
                case "audit_event" -> "id = '" + event + "'";
                case "audit_link" -> "position = 17";
                default -> "number = 2";
            };
            sql("update " + table + " set " + name + " = " + changed(name, String.valueOf(column.get("data_type")))
                    + " where " + where);
            List<String> findings = trail.findings();
            assertThat(findings)
                    .as(table + "." + name)
                    .anyMatch(finding -> table.equals("audit_checkpoint")
                            ? finding.startsWith("checkpoint ")
                            : finding.contains("position 17") || finding.contains(event.toString()));
            putBack(table);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"target_id = 'x'", "target_type = 'x'", "occurred_at = 'infinity'", "actor_box = ''", "amr = ''"
            })
    void verifyWhenEmptyColumnIsFilledOrTimeIsEndlessThenPlaceIsNamed(String change) {
        trail.trail.record(AuditAction.SETTING_CHANGED, null);
        trail.sealer.run();
        sql("update audit_event set " + change + " where id = '" + trail.eventAt(36) + "'");
        assertThat(trail.findings()).singleElement().asString().startsWith("position 36, ");
    }

    private static String changed(String column, String type) {
        return switch (type) {
            case "bytea" -> "coalesce(set_byte(" + column + ", 0, get_byte(" + column + ", 0) # 1), '\\x00')";
            case "uuid" -> "gen_random_uuid()";
            case "smallint", "bigint" -> column + " + 1000";
            case "timestamp with time zone" -> column + " + interval '1 microsecond'";
            case "boolean" -> "not " + column;
            default -> column.equals("outcome") ? "'failed'" : "coalesce(" + column + ", '') || ' '";
        };
    }

    @Test
    void verifyWhenEventIsDeletedThenPlaceIsNamed() {
        UUID event = trail.eventAt(17);
        sql("delete from audit_event where id = '" + event + "'");
        assertThat(trail.findings()).containsExactly("position 17, event " + event + ": the event is missing");
    }

    @Test
    void verifyWhenEventIsDeletedWithItsLinkThenPlaceIsNamed() {
        sql("delete from audit_event where id = '" + trail.eventAt(17) + "'");
        sql("delete from audit_link where position = 17");
        assertThat(trail.findings()).containsExactly("position 17: this place of the chain is missing");
    }

    @Test
    void verifyWhenTwoEventsAreSwappedThenBothPlacesAreNamed() {
        UUID first = trail.eventAt(14);
        UUID second = trail.eventAt(17);
        UUID between = UUID.randomUUID();
        sql("update audit_event set id = '" + between + "' where id = '" + first + "'");
        sql("update audit_event set id = '" + first + "' where id = '" + second + "'");
        sql("update audit_event set id = '" + second + "' where id = '" + between + "'");
        assertThat(trail.findings())
                .hasSize(2)
                .anyMatch(finding -> finding.startsWith("position 14, event " + first))
                .anyMatch(finding -> finding.startsWith("position 17, event " + second));
    }

    @Test
    void verifyWhenTwoLinksAreSwappedThenBothPlacesAreNamed() {
        sql(
                "update audit_link set position = case position when 14 then 1000014 else 1000017 end where position in (14, 17)");
        sql("update audit_link set position = case position when 1000014 then 17 else 14 end where position > 1000000");
        assertThat(trail.findings())
                .anyMatch(finding -> finding.startsWith("position 14, "))
                .anyMatch(finding -> finding.startsWith("position 17, "));
        putBack();
        UUID first = trail.eventAt(14);
        UUID second = trail.eventAt(17);
        sql("alter table audit_link drop constraint audit_link_event_id_key");
        sql("update audit_link set event_id = case position when 14 then '" + second + "'::uuid else '" + first
                + "'::uuid end where position in (14, 17)");
        assertThat(trail.findings())
                .containsExactly(
                        "position 14, event " + second + ": another event stands here than the one that was sealed",
                        "position 17, event " + first + ": another event stands here than the one that was sealed");
        putBack();
        sql("alter table audit_link add constraint audit_link_event_id_key unique (event_id)");
    }

    @ParameterizedTest
    @CsvSource({"22, 23", "30, 31", "9, 10"})
    void verifyWhenTailIsTruncatedThenFirstMissingPlaceIsNamed(long kept, long named) {
        truncateAfter(kept);
        if (kept == 30) {
            assertThat(trail.findings())
                    .as("all that no signature covers is the tail behind the newest checkpoint")
                    .isEmpty();
            return;
        }
        assertThat(trail.findings()).anyMatch(finding -> finding.startsWith("position " + named));
    }

    @Test
    void verifyWhenTailIsTruncatedWithItsCheckpointThenOneKeptElsewhereTells() {
        AuditCheckpoint kept = trail.chain.lastCheckpoint();
        truncateAfter(20);
        sql("delete from audit_checkpoint where number = 3");
        assertThat(trail.proof().verify(null, kept).findings())
                .singleElement()
                .asString()
                .startsWith("checkpoint 3, position 30: was kept elsewhere and is gone");
        assertThat(trail.proofBesideFile().verify(null, null).findings())
                .as("the data folder has it, too")
                .singleElement()
                .asString()
                .contains("checkpoint 3");
        trail.fill(10);
        assertThat(trail.proof().verify(null, kept).findings())
                .as("the server went on and signed another checkpoint 3")
                .singleElement()
                .asString()
                .contains("checkpoint 3, position 30: is not the checkpoint");
    }

    private void truncateAfter(long position) {
        sql("delete from audit_event where id in (select event_id from audit_link where position > " + position + ")");
        sql("delete from audit_link where position > " + position);
    }

    @Test
    void verifyWhenCheckpointIsReplacedThenItIsNamed() {
        AuditCheckpoint genuine = trail.chain.checkpoints(1).getFirst();
        Ed25519.Pair mine = Ed25519.generate();
        String kid = Ed25519.thumbprint(mine.publicKey());
        AuditCheckpoint forged = new AuditKeys.Signer(kid, mine.privateKey())
                .sign(new AuditCheckpoint(
                        1,
                        2,
                        11,
                        20,
                        genuine.root(),
                        genuine.chainHash(),
                        genuine.previousHash(),
                        true,
                        genuine.createdAt(),
                        kid,
                        new byte[0]));
        superuser
                .sql("update audit_checkpoint set kid = :kid, signature = :signature where number = 2")
                .param("kid", kid)
                .param("signature", forged.signature())
                .update();
        assertThat(trail.findings())
                .containsExactly("checkpoint 2, position 20: was signed with a key that is not trusted: " + kid);

        superuser
                .sql("insert into audit_signing_key select :kid, :key, private_key, created_at, now(), null, null, mac "
                        + "from audit_signing_key")
                .param("kid", kid)
                .param("key", mine.publicKey())
                .update();
        assertThat(trail.findings())
                .as("a key for which the keyring does not vouch")
                .containsExactly("checkpoint 2, position 20: was signed with a key that is not trusted: " + kid);
    }

    @Test
    void verifyWhenCheckpointIsRemovedThenItIsNamed() {
        sql("delete from audit_checkpoint where number = 2");
        assertThat(trail.findings()).containsExactly("checkpoint 3, position 30: checkpoint 2 before it is missing");
    }

    @Test
    void verifyWhenEventIsInsertedBesideTheChainThenItIsNamed() {
        UUID event = UUID.randomUUID();
        copyEvent(event);
        assertThat(trail.findings())
                .containsExactly("event " + event
                        + ": the event has no place in the chain: it was inserted, or its place was taken away");
    }

    @Test
    void verifyWhenEventIsInsertedWithAFittingLinkThenServerDisownsIt() {
        UUID event = UUID.randomUUID();
        copyEvent(event);
        StoredEvent forged = trail.stored(event);
        byte[] hash = TrailHash.event(forged);
        insertLink(36, event, hash, TrailHash.link(trail.chain.head().chainHash(), 36, hash));
        assertThat(trail.findings())
                .containsExactly("position 36, event " + event
                        + ": the server did not write this event: it was changed or inserted");
    }

    @Test
    void verifyWhenSealerIsMadeToSealAForgedEventThenServerDisownsItAndCheckpointSaysSo() {
        UUID event = UUID.randomUUID();
        copyEvent(event);
        sql("insert into audit_queue values ('" + event + "')");
        trail.sealer.run();
        trail.sealer.close(true);
        assertThat(trail.findings())
                .containsExactly(
                        "position 36, event " + event
                                + ": the server did not write this event: it was changed or inserted",
                        "checkpoint 4, position 36: something in this segment was already wrong when it was closed");
        assertThat(TestTrail.offline(trail.export(), trail.keys.publicKeys(), null))
                .containsExactly(
                        "checkpoint 4, position 36: something in this segment was already wrong when it was closed");
    }

    @Test
    void verifyWhenEventAndAllLinksBehindItAreRewrittenThenEventIsNamedAndOfflineItsSegment() {
        UUID event = trail.eventAt(17);
        sql("update audit_event set target_id = 'innocent' where id = '" + event + "'");
        byte[] previous = superuser
                .sql("select chain_hash from audit_link where position = 16")
                .query(byte[].class)
                .single();
        for (long position = 17; position <= 35; position++) {
            byte[] hash = TrailHash.event(trail.stored(trail.eventAt(position)));
            previous = TrailHash.link(previous, position, hash);
            superuser
                    .sql("update audit_link set event_hash = :hash, chain_hash = :chain where position = :position")
                    .param("hash", hash)
                    .param("chain", previous)
                    .param("position", position)
                    .update();
        }
        assertThat(trail.findings())
                .anyMatch(finding -> finding.startsWith("position 17, event " + event + ": the server did not write"));
        assertThat(TestTrail.offline(trail.export(), trail.keys.publicKeys(), null))
                .anyMatch(finding ->
                        finding.startsWith("checkpoint 2, position 20: positions 11 to 20 are not what was signed"));
    }

    @Test
    void verifyWhenOldestSegmentIsTakenAwayThenMissed() {
        sql("delete from audit_event where id in (select event_id from audit_link where position <= 10)");
        sql("delete from audit_link where position <= 10");
        assertThat(trail.findings())
                .containsExactly("position 1: the places up to 10 are gone, and no event tells of their removal");
    }

    @Test
    void verifyWhenEventIsRemovedBeforeItWasSealedThenNamedAsLongAsItsQueueEntryIsThere() {
        trail.trail.record(TestTrail.entry(new AccountId(UUID.randomUUID()), 36));
        UUID event = superuser
                .sql("select event_id from audit_queue")
                .query(UUID.class)
                .single();
        sql("delete from audit_event where id = '" + event + "'");
        assertThat(trail.findings())
                .containsExactly("event " + event + ": the event was removed before it got its place in the chain");
    }

    @Test
    void exportWhenLineIsChangedRemovedSwappedOrCutThenOfflineVerificationNamesThePlace() {
        String export = trail.export();
        String keys = trail.keys.publicKeys();
        AuditCheckpoint last = trail.chain.lastCheckpoint();
        assertThat(TestTrail.offline(export, keys, last)).isEmpty();
        List<String> lines = export.lines().toList();
        int line = lines.indexOf(lines.stream()
                .filter(text -> text.contains("\"position\":17,"))
                .findFirst()
                .orElseThrow());

        assertThat(TestTrail.offline(export.replace("role-17\"", "role-71\""), keys, null))
                .singleElement()
                .asString()
                .startsWith("position 17, ");
        assertThat(TestTrail.offline(without(lines, line), keys, null))
                .containsExactly("position 17: this place of the chain is missing");
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, line, line + 1);
        assertThat(TestTrail.offline(String.join("\n", swapped), keys, null))
                .anyMatch(finding -> finding.startsWith("position 17"));
        assertThat(TestTrail.offline(String.join("\n", lines.subList(0, line)), keys, last))
                .containsExactly("checkpoint 3, position 30: was kept elsewhere and is gone from the trail: "
                        + "the end of the trail was cut off");
        assertThat(TestTrail.offline(export, stranger(), null)).hasSize(3).allMatch(f -> f.contains("not trusted"));
    }

    private static String without(List<String> lines, int index) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(index);
        return String.join("\n", rest);
    }

    private static String stranger() {
        byte[] key = Ed25519.generate().publicKey();
        return JsonMapper.shared()
                .writeValueAsString(new PublicKeyEntry(Ed25519.thumbprint(key), key, null, null).jwk());
    }

    private void copyEvent(UUID id) {
        sql("drop table if exists copied; create temporary table copied as select * from audit_event where id = '"
                + trail.eventAt(5) + "'; " + "update copied set id = '" + id
                + "'; insert into audit_event select * from copied");
    }

    private void insertLink(long position, UUID event, byte[] hash, byte[] chainHash) {
        superuser
                .sql("insert into audit_link values (:position, :event, :hash, :chain)")
                .param("position", position)
                .param("event", event)
                .param("hash", hash)
                .param("chain", chainHash)
                .update();
    }

    private void sql(String statement) {
        superuser.sql(statement).update();
    }
}
