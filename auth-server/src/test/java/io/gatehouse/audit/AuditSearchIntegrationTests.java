package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding events by what is kept of them. */
final class AuditSearchIntegrationTests {

    private final TestTrail trail = new TestTrail();

    @AfterEach
    void drop() {
        trail.close();
    }

    @Test
    void searchWhenNarrowedThenFindsJustThatPageByPage() {
        AccountId ada = trail.fill(25);
        trail.clock.advance(Duration.ofHours(1));
        Instant later = trail.now();
        AccountId eve = trail.fill(7);
        assertThat(count(AuditQuery.all())).isEqualTo(32);
        assertThat(count(AuditQuery.all().account(ada))).isEqualTo(25);
        assertThat(count(AuditQuery.all().accounts(List.of(eve, new AccountId(UUID.randomUUID())))))
                .isEqualTo(7);
        assertThat(count(AuditQuery.all().actor(eve.toString()).actorType(AuditActor.Type.ACCOUNT)))
                .isEqualTo(7);
        assertThat(count(AuditQuery.all().target("role", "role-3"))).isEqualTo(2);
        assertThat(count(AuditQuery.all().client("console").from(later))).isEqualTo(7);
        assertThat(count(AuditQuery.all().until(later).outcome(AuditOutcome.SUCCESS)))
                .isEqualTo(25);
        assertThat(count(AuditQuery.all().actions(Set.of(AuditAction.ROLE_TAKEN))))
                .isZero();
        assertThat(count(AuditQuery.all().request("none"))).isZero();
        assertThat(count(AuditQuery.all().session(UUID.randomUUID()))).isZero();
        UUID newest = trail.trail.recent(eve, 1).getFirst().id();
        assertThat(trail.search.find(newest)).isPresent();
    }

    private int count(AuditQuery query) {
        int count = 0;
        String cursor = null;
        Instant last = Instant.MAX;
        do {
            AuditPage page = trail.search.find(query, cursor, 4);
            for (AuditEvent event : page.events()) {
                assertThat(event.at()).isBeforeOrEqualTo(last);
                last = event.at();
                count++;
            }
            cursor = page.next();
        } while (cursor != null);
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "' or true --", "AAAA", "_____________________________________________w"})
    void searchWhenCursorIsMadeUpThenRefused(String cursor) {
        assertThatThrownBy(() -> trail.search.find(AuditQuery.all(), cursor, 10))
                .isInstanceOf(GatehouseException.class);
    }
}
