package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class AccountServiceIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final MutableClock clock = new MutableClock();
    private final AccountService accounts = new AccountService(DATABASE.dataSource(), clock);
    private final EmailAddress email = EmailAddress.parse("Ann-" + UUID.randomUUID() + "@Example.org");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void registerWhenAddressIsFreeThenPendingAccount() {
        Profile profile = new Profile(Map.of("name", "Ann", "address", Map.of("country", "NO")));
        Account account = accounts.register(email, profile).orElseThrow();
        assertThat(account.status()).isEqualTo(AccountStatus.PENDING);
        assertThat(account.emailVerified()).isFalse();
        assertThat(account.profile()).isEqualTo(profile);
        assertThat(account.createdAt()).isEqualTo(clock.instant());
        assertThat(accounts.find(account.id())).contains(account);
        assertThat(accounts.findByEmail(EmailAddress.parse(email.value().toUpperCase(java.util.Locale.ROOT))))
                .contains(account);
    }

    @Test
    void registerWhenTwentyAtOnceThenOneAccount() throws Exception {
        assertThat(twenty(() -> accounts.register(email, Profile.empty())).filter(Optional::isPresent))
                .hasSize(1);
    }

    @Test
    void activateWhenTwentyAtOnceThenOneSucceeds() throws Exception {
        AccountId id = accounts.register(email, Profile.empty()).orElseThrow().id();
        assertThat(twenty(() -> accounts.activate(id)).filter(done -> done)).hasSize(1);
        Account account = accounts.find(id).orElseThrow();
        assertThat(account.active()).isTrue();
        assertThat(account.emailVerified()).isTrue();
    }

    @Test
    void ensureActiveWhenRepeatedThenUnchanged() {
        Account first = accounts.ensureActive(email, Profile.named("Ann"));
        clock.advance(Duration.ofHours(1));
        assertThat(accounts.ensureActive(email, Profile.named("Ann"))).isEqualTo(first);
        Account changed = accounts.ensureActive(email, Profile.named("Anna"));
        assertThat(changed.id()).isEqualTo(first.id());
        assertThat(changed.updatedAt()).isEqualTo(clock.instant());
    }

    @Test
    void ensureActiveWhenSomebodySignedUpWithTheAddressThenTheirPasswordIsGone() {
        AccountId pending =
                accounts.register(email, Profile.named("Eve")).orElseThrow().id();
        DATABASE.jdbc()
                .sql("insert into password_credential (account_id, hash, changed_at) values (?, 'x', now())")
                .param(pending.value())
                .update();
        Account account = accounts.ensureActive(email, Profile.named("Ann"));
        assertThat(account.active()).isTrue();
        assertThat(account.profile()).isEqualTo(Profile.named("Ann"));
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from password_credential where account_id in (?, ?)")
                        .param(pending.value())
                        .param(account.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void ensureActiveWhenDisabledThenStaysDisabled() {
        Account account = accounts.ensureActive(email, Profile.empty());
        assertThat(accounts.disable(account.id())).isTrue();
        assertThat(accounts.disable(account.id())).isFalse();
        assertThat(accounts.ensureActive(email, Profile.empty()).status()).isEqualTo(AccountStatus.DISABLED);
        assertThat(accounts.activate(account.id())).isFalse();
        assertThat(accounts.enable(account.id())).isTrue();
        assertThat(accounts.find(account.id()).orElseThrow().active()).isTrue();
    }

    @Test
    void enableWhenNeverVerifiedThenPendingAgain() {
        AccountId id = accounts.register(email, Profile.empty()).orElseThrow().id();
        accounts.disable(id);
        accounts.enable(id);
        assertThat(accounts.find(id).orElseThrow().status()).isEqualTo(AccountStatus.PENDING);
    }

    @Test
    void purgeWhenOldThenOnlyPendingAccountsGo() {
        AccountId pending =
                accounts.register(email, Profile.empty()).orElseThrow().id();
        AccountId active = accounts.ensureActive(EmailAddress.parse("b-" + email), Profile.empty())
                .id();
        accounts.purgePending(clock.instant());
        assertThat(accounts.find(pending)).isPresent();
        accounts.purgePending(clock.instant().plusSeconds(1));
        assertThat(accounts.find(pending)).isEmpty();
        assertThat(accounts.find(active)).isPresent();
    }

    private static <T> Stream<T> twenty(Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<T>> results =
                    threads.invokeAll(Stream.generate(() -> call).limit(20).toList());
            return results.stream().map(Future::resultNow);
        }
    }
}
