package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.password.PasswordStrengthening.Progress;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Stored hashes get stronger, sealed and unsealed without their passwords, whatever happens at the same time. */
final class PasswordStrengtheningIntegrationTests {

    private static final String OLD = String.valueOf(new BCryptPasswordEncoder(4).encode("an old password"));

    private final TestDatabase database = TestDatabase.fresh();
    private final TestHashing test = new TestHashing(2);
    private final JdbcPasswords stored = new JdbcPasswords(database.dataSource());
    private final AccountService accounts = new AccountService(database.dataSource(), Clock.systemUTC());

    @AfterEach
    void close() {
        test.close();
        database.close();
    }

    @Test
    void runWhenSomeHashesAreOldThenWrappedAndTheirPasswordsStillOpen() {
        PasswordService passwords = passwords(test.plain());
        List<AccountId> people = people(5);
        people.forEach(person -> passwords.setHash(person, OLD));
        passwords.set(people.getLast(), "a new password");
        String own = hash(people.getLast());

        assertThat(run(test.plain())).isEqualTo(new Progress(5, 4, 0));
        assertThat(hash(people.getFirst())).startsWith("$gatehouse-wrap$v=1$").doesNotContain(OLD.substring(29));
        assertThat(hash(people.getLast())).isEqualTo(own);
        assertThat(run(test.plain())).as("nothing is left to do").isEqualTo(new Progress(5, 0, 0));

        assertThat(passwords.matches(people.getFirst(), "a wrong password")).isFalse();
        assertThat(passwords.matches(people.getFirst(), "an old password")).isTrue();
        assertThat(hash(people.getFirst())).as("moved at sign-in").startsWith(TestHashing.FLOOR.prefix());
        assertThat(passwords.matches(people.getFirst(), "an old password")).isTrue();
    }

    /** Fifty accounts: some sign in, some change their password, while two runs go through the table. */
    @Test
    void runWhenPeopleSignInAndChangePasswordsMeanwhileThenNothingIsLost() throws Exception {
        PasswordService passwords = passwords(test.plain());
        List<AccountId> people = people(50);
        people.forEach(person -> passwords.setHash(person, OLD));

        List<Callable<Boolean>> work = new ArrayList<>();
        work.add(() -> run(test.plain()).unreadable() == 0);
        work.add(() -> run(test.plain()).unreadable() == 0);
        for (int i = 0; i < 50; i += 5) {
            AccountId changing = people.get(i);
            AccountId signingIn = people.get(i + 1);
            work.add(() -> {
                passwords.set(changing, "a new password");
                return true;
            });
            work.add(() -> passwords.matches(signingIn, "an old password"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        for (int i = 0; i < 50; i += 5) {
            assertThat(passwords.matches(people.get(i), "a new password")).isTrue();
            assertThat(passwords.matches(people.get(i + 1), "an old password")).isTrue();
            assertThat(passwords.matches(people.get(i + 2), "an old password")).isTrue();
        }
        assertThat(people).noneMatch(person -> hash(person).startsWith("$2"));
    }

    @Test
    void upgradeWhenHashChangedMeanwhileThenKept() {
        AccountId person = people(1).getFirst();
        stored.save(person, OLD, Clock.systemUTC().instant());
        String better = test.plain().strengthened(OLD);
        passwords(test.plain()).set(person, "a new password");
        String changed = hash(person);

        assertThat(stored.upgrade(person, OLD, better)).isFalse();
        assertThat(hash(person)).isEqualTo(changed);
    }

    @Test
    void runWhenParametersGrewThenOlderHashesAreWrappedAndWrappedOnesStay() {
        AccountId person = people(1).getFirst();
        passwords(test.plain()).set(person, "my password");
        PasswordHashing dearer = test.with(Argon2Settings.id(32_768, 2, 1), false);

        assertThat(run(dearer)).isEqualTo(new Progress(1, 1, 0));
        assertThat(hash(person)).startsWith("$gatehouse-wrap$v=1$").contains("$m=32768,t=2,p=1$");
        assertThat(passwords(dearer).matches(person, "my password")).isTrue();
        assertThat(hash(person)).startsWith("$argon2id$v=19$m=32768,t=2,p=1$");
        assertThat(dearer.dummy()).as("as costly").startsWith("$argon2id$v=19$m=32768,t=2,p=1$");

        assertThat(run(test.plain())).as("a stronger hash is not made weaker").isEqualTo(new Progress(1, 0, 0));
    }

    @Test
    void pepperWhenTurnedOnRotatedAndTurnedOffThenEveryRowFollowsAndEveryPasswordOpens() {
        List<AccountId> people = people(2);
        PasswordService before = passwords(test.plain());
        before.set(people.getFirst(), "first password");
        before.setHash(people.getLast(), OLD);

        PasswordHashing peppered = test.peppered();
        assertOpen(peppered, people);
        assertThat(run(peppered).unreadable()).isZero();
        assertThat(people).allMatch(person -> hash(person).startsWith("$gatehouse-seal$v=1$"));
        assertThat(hash(people.getFirst())).doesNotContain("argon2id");
        assertOpen(peppered, people);

        String sealedBefore = hash(people.getFirst());
        test.rotateKeyring();
        PasswordHashing rotated = test.peppered();
        assertThat(rotated.outdated(sealedBefore)).isTrue();
        assertThat(run(rotated)).isEqualTo(new Progress(2, 2, 0));
        assertThat(run(rotated)).isEqualTo(new Progress(2, 0, 0));
        assertThat(hash(people.getFirst())).isNotEqualTo(sealedBefore);
        assertThatIllegalStateException()
                .as("under the new key only")
                .isThrownBy(() -> peppered.matches("first password", hash(people.getFirst())));
        assertOpen(rotated, people);

        PasswordHashing off = test.plain();
        assertOpen(off, people);
        assertThat(run(off).unreadable()).isZero();
        assertThat(people).noneMatch(person -> hash(person).contains("seal"));
        assertOpen(off, people);
    }

    @Test
    void pepperWhenTurnedOnThenSignInSealsWithoutHashingAnew() {
        AccountId person = people(1).getFirst();
        passwords(test.plain()).set(person, "my password");
        String inner = hash(person);
        PasswordHashing peppered = test.peppered();

        assertThat(passwords(peppered).matches(person, "my password")).isTrue();
        assertThat(hash(person)).startsWith("$gatehouse-seal$v=1$");
        assertThat(passwords(test.plain()).matches(person, "my password")).isTrue();
        assertThat(hash(person)).isEqualTo(inner);
    }

    @Test
    void runWhenFormerPasswordsAreKeptThenTheirHashesFollowToo() {
        AccountId person = people(1).getFirst();
        for (int i = 0; i < 3; i++) {
            database.jdbc()
                    .sql("insert into password_history (account_id, hash, replaced_at) values (:account, :hash, now())")
                    .param("account", person.value())
                    .param("hash", OLD)
                    .update();
        }
        PasswordHashing peppered = test.peppered();

        assertThat(run(peppered)).isEqualTo(new Progress(3, 3, 0));
        assertThat(database.jdbc()
                        .sql("select hash from password_history")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(hash -> hash.startsWith("$gatehouse-seal$v=1$"))
                .allMatch(hash -> peppered.matches("an old password", hash));
        assertThat(run(peppered)).isEqualTo(new Progress(3, 0, 0));
    }

    @Test
    void runWhenAHashIsBrokenOrFromAnotherKeyringThenTheOthersAreImproved() {
        List<AccountId> people = people(3);
        PasswordService passwords = passwords(test.plain());
        people.forEach(person -> passwords.setHash(person, OLD));
        try (TestHashing foreign = new TestHashing(1)) {
            stored.save(
                    people.get(0),
                    foreign.peppered().imported(OLD),
                    Clock.systemUTC().instant());
        }
        stored.save(people.get(1), "nonsense", Clock.systemUTC().instant());

        assertThat(run(test.plain())).isEqualTo(new Progress(3, 1, 2));
        assertThat(hash(people.get(1))).isEqualTo("nonsense");
    }

    private void assertOpen(PasswordHashing hashing, List<AccountId> people) {
        assertThat(hashing.matches("first password", hash(people.getFirst()))).isTrue();
        assertThat(hashing.matches("an old password", hash(people.getLast()))).isTrue();
        assertThat(hashing.matches("another password", hash(people.getLast()))).isFalse();
    }

    private Progress run(PasswordHashing hashing) {
        return new PasswordStrengthening(new JdbcStoredHashes(database.dataSource()), hashing, 2).run(progress -> {});
    }

    private PasswordService passwords(PasswordHashing hashing) {
        return test.service(stored, hashing);
    }

    private String hash(AccountId account) {
        return stored.find(account).orElseThrow();
    }

    private List<AccountId> people(int count) {
        List<AccountId> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EmailAddress email = EmailAddress.parse("person" + i + "@example.com");
            people.add(accounts.ensureActive(email, Profile.empty()).id());
        }
        return people;
    }
}
