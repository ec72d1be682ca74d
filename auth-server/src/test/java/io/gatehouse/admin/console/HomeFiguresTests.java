package io.gatehouse.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The charts of the first page that are counted in whole tables. */
final class HomeFiguresTests {

    private final TestServer server = TestServer.shared();
    private final HomeFigures figures = server.bean(HomeFigures.class);

    @Test
    void factorsWhenPeopleHaveSeveralThenCountedOnceEachAndOnceAMinute() {
        Instant now = server.clock().instant().plus(Duration.ofHours(1));
        long before = people(now, "totp");
        UUID person = TestAccounts.active(server).id().value();
        authenticator(person);
        authenticator(person);
        server.database()
                .jdbc()
                .sql("insert into mfa_email_factor (account_id, turned_on_at) values (:person, now())")
                .param("person", person)
                .update();

        assertThat(people(now.plusSeconds(59), "totp")).isEqualTo(before);
        assertThat(people(now.plusSeconds(60), "totp")).isEqualTo(before + 1);
        assertThat(people(now.plusSeconds(60), "email")).isPositive();
    }

    @Test
    void barsWhenDrawnThenTheLongestFillsTheRoomAndTheSmallestIsSeen() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("most", 100_000L);
        counts.put("half", 50_000L);
        counts.put("few", 1L);
        counts.put("none", 0L);
        assertThat(BarChart.of(counts).bars()).extracting(BarChart.Bar::width).containsExactly(100, 50, 1, 0);
        assertThat(BarChart.of(Map.of()).bars()).isEmpty();
    }

    private long people(Instant now, String factor) {
        return figures.factors(now).bars().stream()
                .filter(bar -> bar.name().equals(factor))
                .findFirst()
                .orElseThrow()
                .count();
    }

    private void authenticator(UUID person) {
        server.database()
                .jdbc()
                .sql("""
                        insert into mfa_totp (id, account_id, name, seed, last_step, created_at)
                        values (:id, :person, 'phone', ''::bytea, 0, now())
                        """)
                .param("id", UUID.randomUUID())
                .param("person", person)
                .update();
    }
}
