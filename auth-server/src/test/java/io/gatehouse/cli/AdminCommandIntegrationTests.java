package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The operator's commands on a real database, beside whatever server runs on it. */
final class AdminCommandIntegrationTests {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AdminCommand command = new AdminCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void keysWhenRotatedNowThenTheNextOnesSign(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            List<String> settings = new ArrayList<>(List.of(database.properties()));
            settings.add("gatehouse.data=" + data);
            String[] arguments =
                    settings.stream().map(setting -> "--" + setting).toArray(String[]::new);

            assertThat(command.execute(List.of("keys", "list"), arguments)).isZero();
            String before = take();
            assertThat(before).contains("ES256 ", "RS256 ", "PS256 ", "EdDSA ");

            assertThat(command.execute(List.of("keys", "rotate"), arguments)).isEqualTo(1);
            assertThat(take()).contains("kept, since its successor was published too recently");

            assertThat(command.execute(List.of("keys", "rotate", "--now"), arguments))
                    .isZero();
            assertThat(take()).contains("retired, its successor signs");
            assertThat(command.execute(List.of("keys", "list"), arguments)).isZero();
            assertThat(take().lines()).hasSize(4).noneMatch(before::contains);
        }
    }

    @Test
    void removeFactorsWhenPersonHasLostThemThenGoneAndToldAndUnknownPeopleAreNamed(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            UUID account = UUID.randomUUID();
            database.jdbc().sql("""
                            insert into account (id, status, email, email_key, email_verified_at, created_at, updated_at)
                            values (:id, 'active', 'ann@example.com', 'ann@example.com', now(), now(), now())
                            """).param("id", account).update();
            database.jdbc()
                    .sql("insert into mfa_email_factor (account_id, turned_on_at) values (:id, now())")
                    .param("id", account)
                    .update();
            database.jdbc().sql("""
                            insert into passkey_credential (id, account_id, rp_id, credential_id, attested_data, aaguid,
                                                            sign_count, backup_eligible, backup_state, transports, name,
                                                            created_at)
                            values (gen_random_uuid(), :id, 'another.example', '\\x01', '\\x02', gen_random_uuid(), 0, false,
                                    false, '{}', 'Key', now())
                            """).param("id", account).update();
            String[] arguments = Stream.concat(
                            Stream.of(database.properties()).map(setting -> "--" + setting),
                            Stream.of("--gatehouse.data=" + data))
                    .toArray(String[]::new);

            assertThat(command.execute(List.of("remove-factors", "bob@example.com"), arguments))
                    .isEqualTo(1);
            assertThat(take()).contains("no account");
            assertThat(command.execute(List.of("remove-factors", "Ann@example.com"), arguments))
                    .isZero();
            assertThat(take()).contains("removed");
            assertThat(count(database, "mfa_email_factor")).isZero();
            assertThat(count(database, "passkey_credential")).isZero();
            assertThat(count(database, "audit_event")).isEqualTo(1);
            assertThat(count(database, "notification_message")).isEqualTo(1);
        }
    }

    private static int count(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    @Test
    void wrapHashesWhenPepperIsOnThenOldHashesAreWrappedAndSealedAndFollowTheKeyring(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            List<String> settings = new ArrayList<>(List.of(database.properties()));
            settings.add("gatehouse.data=" + data);
            settings.add("gatehouse.password.pepper=true");
            String[] arguments =
                    settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
            new AccountService(database.dataSource(), Clock.systemUTC())
                    .ensureActive(EmailAddress.parse("ada@example.com"), Profile.empty());
            database.jdbc()
                    .sql(
                            "insert into password_credential (account_id, hash, changed_at) select id, :hash, now() from account")
                    .param("hash", new BCryptPasswordEncoder(4).encode("an old password"))
                    .update();

            assertThat(command.execute(List.of("wrap-hashes"), arguments)).isZero();
            assertThat(take()).contains("1 password hashes looked at, 1 improved, 0 kept.");
            String sealed = hash(database);
            assertThat(sealed).startsWith("$gatehouse-seal$v=1$");

            assertThat(command.execute(List.of("keyring", "promote"), arguments))
                    .as("nothing is staged")
                    .isEqualTo(1);
            assertThat(take()).contains("holds no staged keys");
            assertThat(command.execute(List.of("keyring", "stage"), arguments)).isZero();
            assertThat(command.execute(List.of("wrap-hashes"), arguments)).isZero();
            assertThat(take()).contains("1 kept.");
            assertThat(command.execute(List.of("keyring", "promote"), arguments))
                    .isZero();
            assertThat(command.execute(List.of("wrap-hashes"), arguments)).isZero();
            assertThat(take()).contains("1 improved");
            assertThat(hash(database)).isNotEqualTo(sealed);
        }
    }

    @Test
    void calibrateHashWhenRunThenProposesSettingsThatTheServerTakes() {
        assertThat(command.execute(List.of("calibrate-hash", "--target", "1ms")))
                .isZero();
        assertThat(take())
                .contains("GATEHOUSE_PASSWORD_ARGON2_MEMORY=19456", "GATEHOUSE_PASSWORD_ARGON2_ITERATIONS=2")
                .contains("kept as the floor");
        assertThat(command.execute(List.of("calibrate-hash", "--target", "soon")))
                .isEqualTo(2);
        assertThat(command.execute(List.of("calibrate-hash", "--target", "1h"))).isEqualTo(2);
        assertThat(command.execute(List.of("calibrate-hash", "250ms"))).isEqualTo(2);
    }

    @Test
    void createAdminWhenNobodyThenLinkSetsThePasswordAndDoctorSeesAnAdministrator(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.fresh()) {
            String[] arguments = Stream.concat(
                            Stream.of(database.properties()).map(setting -> "--" + setting),
                            Stream.of("--gatehouse.data=" + data))
                    .toArray(String[]::new);

            assertThat(command.execute(List.of("doctor"), arguments))
                    .as("no mail server")
                    .isEqualTo(1);
            assertThat(take())
                    .contains("failure  mail", "Set GATEHOUSE_SMTP_HOST.")
                    .contains("warning  administrator", "ok       schema")
                    .contains("ok       signing key ES256");

            assertThat(command.execute(List.of("create-admin", "no address"), arguments))
                    .isEqualTo(1);
            assertThat(take()).contains("is not an e-mail address");
            assertThat(command.execute(
                            List.of("--json", "create-admin", "ada@example.com", "--name", "Ada"), arguments))
                    .isZero();
            assertThat(take()).contains("\"email\":\"ada@example.com\"", "/reset-password/new?token=");
            assertThat(database.jdbc()
                            .sql("select role_name from access_assignment join account on account.id = account_id")
                            .query(String.class)
                            .list())
                    .containsExactly("admin");
            assertThat(command.execute(List.of("doctor", "--json"), arguments)).isEqualTo(1);
            assertThat(take()).startsWith("[{\"level\":\"failure\"").contains("There is at least one.");
        }
    }

    @Test
    void commandWhenUnknownOrWithoutArgumentsThenUsage() {
        assertThat(command.execute(List.of())).isEqualTo(2);
        assertThat(take()).contains("create-admin", "keyring", "doctor", "calibrate-hash");
        assertThat(command.execute(List.of("keys", "eat"))).isEqualTo(2);
        assertThat(take()).contains("eat", "keys rotate");
        assertThat(command.execute(List.of("help", "keys"))).isZero();
    }

    private static String hash(TestDatabase database) {
        return database.jdbc()
                .sql("select hash from password_credential")
                .query(String.class)
                .single();
    }

    private String take() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
