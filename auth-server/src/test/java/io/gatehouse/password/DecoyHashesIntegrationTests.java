package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Where old hashes take another time than ours, unknown people take that time just as often. */
final class DecoyHashesIntegrationTests {

    @Test
    @Tag("attack-22")
    void attack22DecoyWhenAQuarterOfTheHashesIsOldThenAQuarterOfTheUnknownMeetsOne() {
        try (TestDatabase database = TestDatabase.fresh();
                TestHashing test = new TestHashing(2)) {
            JdbcPasswords stored = new JdbcPasswords(database.dataSource());
            AccountService accounts = new AccountService(database.dataSource(), Clock.systemUTC());
            PasswordHashing hashing = test.plain();
            String own = hashing.hash("a password of ours");
            String old = String.valueOf(new BCryptPasswordEncoder(4).encode("an old password"));
            DecoyHashes decoys = test.decoys(stored, hashing);
            assertThat(decoys.decoyFor("eve@example.com")).startsWith(TestHashing.FLOOR.prefix());

            for (int i = 0; i < 40; i++) {
                EmailAddress email = EmailAddress.parse("person" + i + "@example.com");
                AccountId person = accounts.ensureActive(email, Profile.empty()).id();
                stored.save(person, i % 4 == 0 ? old : own, Clock.systemUTC().instant());
            }
            decoys.refresh();
            List<String> met = IntStream.range(0, 2_000)
                    .mapToObj(i -> decoys.decoyFor("unknown" + i + "@example.com"))
                    .toList();
            assertThat(met.stream().filter(hash -> hash.startsWith("$2a$04$")).count())
                    .isBetween(400L, 600L);
            assertThat(met).as("nothing to match").noneMatch(hash -> hash.equals(old) || hash.equals(own));

            String eve = decoys.decoyFor("eve@example.com");
            decoys.refresh();
            assertThat(decoys.decoyFor("eve@example.com")).as("always the same").isEqualTo(eve);
            assertThat(hashing.matches("an old password", eve)).isFalse();
            assertThat(hashing.matches("a password of ours", eve)).isFalse();
        }
    }
}
