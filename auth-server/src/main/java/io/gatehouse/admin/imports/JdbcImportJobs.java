package io.gatehouse.admin.imports;

import io.gatehouse.admin.imports.ImportJob.State;
import io.gatehouse.shared.AccountId;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code admin_import_job}. */
final class JdbcImportJobs {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    JdbcImportJobs(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** False when one is running. What waited for a decision is discarded. */
    boolean insert(ImportJob job, UUID node, Instant now) {
        jdbc.sql("update admin_import_job set state = 'discarded', finished_at = :now where state = 'checked'")
                .param("now", utc(now))
                .update();
        return jdbc.sql("""
                        insert into admin_import_job (id, account_id, session_id, node, format, file_name, file_bytes, options,
                            state, created_at, heartbeat_at)
                        values (:id, :account, :session, :node, :format, :name, :bytes, :options::jsonb, 'checking', :now, :now)
                        on conflict do nothing
                        """)
                        .param("id", job.id())
                        .param("account", job.by() == null ? null : job.by().value(), Types.OTHER)
                        .param("session", job.sid(), Types.OTHER)
                        .param("node", node)
                        .param("format", job.source().format().code())
                        .param("name", job.source().fileName())
                        .param("bytes", job.source().bytes())
                        .param("options", JSON.writeValueAsString(job.source().options()))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<ImportJob> latest() {
        return jdbc.sql("select * from admin_import_job order by created_at desc, id desc limit 1")
                .query(JdbcImportJobs::job)
                .optional();
    }

    /** Lets a checked import begin. False when it is not checked, or another one is running. */
    boolean want(UUID id, AccountId by, UUID sid, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = 'wanted', account_id = :by, session_id = :sid, done = 0, total = 0,
                            not_taken = 0, heartbeat_at = :now
                        where id = :id and state = 'checked'
                            and not exists (select from admin_import_job where state in ('checking', 'wanted', 'importing'))
                        """)
                        .param("id", id)
                        .param("by", by.value())
                        .param("sid", sid)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The import that somebody wants from this node, which is the caller's from now on. */
    Optional<ImportJob> claim(UUID node, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = 'importing', heartbeat_at = :now
                        where state = 'wanted' and node = :node
                        returning *
                        """)
                .param("node", node)
                .param("now", utc(now))
                .query(JdbcImportJobs::job)
                .optional();
    }

    boolean discard(UUID id, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = 'discarded', finished_at = :now
                        where id = :id and state = 'checked'
                        """).param("id", id).param("now", utc(now)).update() == 1;
    }

    void progress(UUID id, ImportJob.Progress progress, Instant now) {
        jdbc.sql("""
                        update admin_import_job set done = :done, total = :total, not_taken = :notTaken, heartbeat_at = :now
                        where id = :id and state in ('checking', 'importing')
                        """)
                .param("id", id)
                .param("done", progress.done())
                .param("total", progress.total())
                .param("notTaken", progress.notTaken())
                .param("now", utc(now))
                .update();
    }

    void beat(UUID node, Instant now) {
        jdbc.sql("""
                        update admin_import_job set heartbeat_at = :now
                        where node = :node and state in ('checking', 'importing')
                        """).param("node", node).param("now", utc(now)).update();
    }

    /** False when the import was given up meanwhile. */
    boolean finish(UUID id, State state, ImportOutcome outcome, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = :state, not_taken = :notTaken, report = :report::jsonb,
                            failure = :failure, finished_at = :now, heartbeat_at = :now
                        where id = :id and state in ('checking', 'importing')
                        """)
                        .param("id", id)
                        .param("state", state.code())
                        .param("notTaken", outcome.notTaken())
                        .param("report", JSON.writeValueAsString(outcome.summary()))
                        .param("failure", outcome.failure())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Imports whose node no longer says that it is there. */
    int interrupt(Instant silentSince, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = 'interrupted', finished_at = :now
                        where state in ('checking', 'wanted', 'importing') and heartbeat_at < :since
                        """)
                .param("since", utc(silentSince))
                .param("now", utc(now))
                .update();
    }

    int discardChecked(Instant createdBefore, Instant now) {
        return jdbc.sql("""
                        update admin_import_job set state = 'discarded', finished_at = :now
                        where state = 'checked' and created_at < :before
                        """)
                .param("before", utc(createdBefore))
                .param("now", utc(now))
                .update();
    }

    int purge(Instant createdBefore) {
        return jdbc.sql("delete from admin_import_job where created_at < :before and finished_at is not null")
                .param("before", utc(createdBefore))
                .update();
    }

    /** Imports that still need their file. */
    Set<UUID> open() {
        return jdbc.sql("""
                        select id from admin_import_job where state in ('checking', 'checked', 'wanted', 'importing')
                        """).query(UUID.class).set();
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        return new ImportJob(
                row.getObject("id", UUID.class),
                account == null ? null : new AccountId(account),
                row.getObject("session_id", UUID.class),
                new ImportJob.Source(
                        ImportFormat.of(row.getString("format")).orElseThrow(),
                        row.getString("file_name"),
                        row.getLong("file_bytes"),
                        JSON.readValue(row.getString("options"), ImportOptions.class)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new ImportJob.Progress(row.getLong("done"), row.getLong("total"), row.getLong("not_taken")),
                summary(row.getString("report")),
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static ImportSummary summary(String json) {
        return List.of("{}", "").contains(json) ? ImportSummary.EMPTY : JSON.readValue(json, ImportSummary.class);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
