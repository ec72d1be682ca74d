package io.gatehouse.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code trace_step}. */
final class JdbcSteps {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
    private static final int PURGED_AT_ONCE = 10_000;

    private final JdbcClient jdbc;

    JdbcSteps(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** All in one statement. */
    void insert(List<TracedStep> steps) {
        jdbc.sql("""
                        insert into trace_step (id, occurred_at, request_id, kind, outcome, flow, client_id, account_id, sid,
                                                grant_id, facts)
                        select cast(s ->> 'id' as uuid), cast(s ->> 'at' as timestamptz), s ->> 'request', s ->> 'kind',
                               s ->> 'outcome', s ->> 'flow', s ->> 'client', cast(s ->> 'account' as uuid),
                               cast(s ->> 'sid' as uuid), cast(s ->> 'grant' as uuid), s -> 'facts'
                        from jsonb_array_elements(cast(:steps as jsonb)) s
                        """)
                .param(
                        "steps",
                        JSON.writeValueAsString(
                                steps.stream().map(JdbcSteps::document).toList()))
                .update();
    }

    /** A step as the statement above reads it; what is absent stays null there. */
    private static Map<String, Object> document(TracedStep step) {
        TracedStep.Links links = step.links();
        Map<String, Object> document = new HashMap<>(Map.of(
                "id", step.id().toString(),
                "at", step.at().toString(),
                "kind", step.kind().code(),
                "outcome", step.outcome().code(),
                "facts", step.facts()));
        put(document, "request", step.requestId());
        put(document, "flow", links.flow());
        put(document, "client", links.clientId());
        put(document, "account", links.account());
        put(document, "sid", links.sid());
        put(document, "grant", links.grant());
        return document;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value.toString());
        }
    }

    List<TracedStep> ofRequest(String requestId, int most) {
        return jdbc.sql("select * from trace_step where request_id = :request order by occurred_at, number limit :most")
                .param("request", requestId)
                .param("most", most)
                .query((row, number) -> step(row))
                .list();
    }

    /**
     * The steps themselves with those of the same grants, and those of the same authorization requests around that time; of
     * the latter also the grants that came of them.
     */
    List<TracedStep> linked(List<TracedStep> steps, Duration around, int most) {
        Instant first = steps.getFirst().at();
        return jdbc.sql("""
                        with own_grant as (
                            select unnest(cast(:grants as uuid[])) as grant_id),
                        flow as (
                            select unnest(cast(:flows as text[])) as flow
                            union
                            select t.flow from trace_step t join own_grant g on g.grant_id = t.grant_id
                            where t.flow is not null),
                        of_flow as (
                            select t.id, t.grant_id from trace_step t join flow f on f.flow = t.flow
                            where t.occurred_at between :from and :until),
                        all_grants as (
                            select grant_id from own_grant
                            union
                            select grant_id from of_flow where grant_id is not null)
                        select t.* from trace_step t
                        where t.id = any(cast(:ids as uuid[])) or t.id in (select id from of_flow)
                           or t.id in (select s.id from trace_step s join all_grants g on g.grant_id = s.grant_id)
                        order by t.occurred_at, t.number limit :most
                        """)
                .param("ids", texts(steps, TracedStep::id))
                .param("grants", texts(steps, step -> step.links().grant()))
                .param("flows", texts(steps, step -> step.links().flow()))
                .param("from", first.minus(around).atOffset(ZoneOffset.UTC))
                .param("until", first.plus(around).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> step(row))
                .list();
    }

    private static String[] texts(List<TracedStep> steps, Function<TracedStep, @Nullable Object> part) {
        return steps.stream()
                .map(part)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toArray(String[]::new);
    }

    int purge(Instant before) {
        return jdbc.sql("""
                        delete from trace_step where id in (
                            select id from trace_step where occurred_at < :before limit :most for update skip locked)
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", PURGED_AT_ONCE)
                .update();
    }

    private static TracedStep step(ResultSet row) throws SQLException {
        return new TracedStep(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("request_id"),
                Step.Kind.of(row.getString("kind")),
                Step.Outcome.of(row.getString("outcome")),
                new TracedStep.Links(
                        row.getString("flow"),
                        row.getString("client_id"),
                        row.getObject("account_id", UUID.class),
                        row.getObject("sid", UUID.class),
                        row.getObject("grant_id", UUID.class)),
                JSON.readValue(row.getString("facts"), FACTS));
    }
}
