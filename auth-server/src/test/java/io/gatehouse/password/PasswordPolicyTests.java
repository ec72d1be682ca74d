package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.password.PasswordPolicyProperties.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The rules one by one, and which of them count for whom. */
final class PasswordPolicyTests {

    private static final PasswordPerson ZOE =
            PasswordPerson.newcomer("Zo\u00eb Habermann-Okafor", "zoe.habermann@mail.example.org");
    private static final PasswordPolicy DEFAULTS = TestPolicies.defaults().everybody();

    @Test
    void commonPasswordsWhenCountedThenThirtyThousand() {
        assertThat(WordLists.commonPasswords()).hasSizeGreaterThanOrEqualTo(30_000);
        assertThat(WordLists.words()).hasSizeGreaterThan(40_000).contains("river", "heron");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "PassWord", "p@ssw0rd", "Password123!", "12345qwert", "iloveyou!!", "\uff50assword1"
            })
    void commonWhenOneOfThemIsDressedUpThenRefused(String password) {
        assertThat(refusal(new CommonRule(), password)).contains("password.common.refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven blue herons", "password of the whole harbour", "dragonfly over moss"})
    void commonWhenItIsOnlyAPartThenAccepted(String password) {
        assertThat(refusal(new CommonRule(), password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe.habermann",
                "Zo\u00ebHabermann1",
                "h4b3rm4nn!",
                "HabermannOkafor2026",
                "nnamrebah",
                "Habermam",
                "zoe.habermann@mail.example.org",
                "mail.example.org"
            })
    void similarWhenNameOrAddressInOtherClothesThenRefused(String password) {
        assertThat(refusal(new SimilarityRule(), password)).contains("password.similar.refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoe likes green tea and moss", "haberdasher on duty", "a quiet river", "organic mailbox"})
    void similarWhenSomethingOfItsOwnThenAccepted(String password) {
        assertThat(refusal(new SimilarityRule(), password)).isEmpty();
    }

    @Test
    void similarWhenNothingIsKnownOfThePersonThenAccepted() {
        PasswordCandidate candidate = PasswordCandidate.of("anything", PasswordPerson.newcomer("", ""));

        assertThat(new SimilarityRule().refusal(candidate, DEFAULTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "8675309867, true",
        "24.12.2026 19:30, true",
        "+49 30 123456, true",
        "\u0663\u0661\u0664\u0661\u0665\u0669\u0662\u0666, true",
        "8675309x, false"
    })
    void numericWhenGroupedInAnyWayThenRefused(String password, boolean refused) {
        assertThat(refusal(new NumericRule(), password).isPresent()).isEqualTo(refused);
    }

    @Test
    void lengthWhenCountedThenCodePointsAfterNormalising() {
        assertThat(refusal(new LengthRule(), "\ud83d\udd11".repeat(7))).contains("password.too-short");
        assertThat(refusal(new LengthRule(), "\ud83d\udd11".repeat(8))).isEmpty();
        // the ligature is two letters after NFKC
        assertThat(refusal(new LengthRule(), "\ufb01" + "aaaaaa")).isEmpty();
        assertThat(refusal(new LengthRule(), " ".repeat(9))).contains("password.blank");
    }

    @Test
    void wordsWhenTooFewDifferentOnesThenRefused() {
        PasswordPolicy four = new PasswordPolicy(8, 0, 4, 0, Duration.ZERO, false, false, false);
        PassphraseRule rule = new PassphraseRule();

        assertThat(rule.refusal(PasswordCandidate.of("river-heron-river-heron", ZOE), four))
                .map(PasswordAdvice::arguments)
                .contains(List.of(4, 2L));
        assertThat(rule.refusal(PasswordCandidate.of("river Heron kettle, moss!", ZOE), four))
                .isEmpty();
        assertThat(rule.help(DEFAULTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"qwertyuiop, true", "aaaaaaaaaaaa, true", "19900101, true", "seven blue herons at dawn, false"})
    void strengthWhenEasyToGuessThenRefused(String password, boolean refused) {
        assertThat(refusal(new StrengthRule(new StrengthMeter()), password).isPresent())
                .isEqualTo(refused);
    }

    @Test
    @Timeout(10)
    void strengthWhenTextIsMadeToBeSlowThenBounded() {
        String slow = "4@8({[<36#!1|0$5+7%2".repeat(51);

        assertThat(new StrengthMeter().score(PasswordCandidate.of(slow, ZOE))).isBetween(0, 4);
    }

    @Test
    void policyWhenSeveralRolesThenTheStrictestOfAll() {
        PasswordPolicyProperties properties = TestPolicies.with(Map.of(
                "admin", new Role(12, null, null, null, Duration.ofDays(90), null, null, null),
                "audit", new Role(10, 4, 3, 2, Duration.ofDays(30), false, null, null)));

        assertThat(properties.of(Set.of("somebody"))).isEqualTo(properties.everybody());
        PasswordPolicy both = properties.of(Set.of("admin", "audit"));
        assertThat(both).isEqualTo(new PasswordPolicy(12, 4, 3, 5, Duration.ofDays(30), true, true, true));
        assertThat(properties.of(Set.of("admin")).maxAge()).isEqualTo(Duration.ofDays(90));
        assertThat(properties.anyExpiry()).isTrue();
    }

    @Test
    void policyWhenSenselessThenStartStopsWithTheNameOfTheProperty() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TestPolicies.with(Map.of("admin", new Role(4, null, null, null, null, null, null, null))))
                .withMessage("gatehouse.password.policy.roles.admin.min-length must be a number from 8 to 128.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PasswordPolicyProperties(8, 5, 0, 5, Duration.ZERO, true, true, true, Map.of()))
                .withMessageContaining("gatehouse.password.policy.min-score");
    }

    @Test
    void policyWhenGivenByEnvironmentThenRolesAreFound() {
        Map<String, Object> environment = Map.of(
                "GATEHOUSE_PASSWORD_POLICY_MIN_LENGTH", "10",
                "GATEHOUSE_PASSWORD_POLICY_ROLES_ADMIN_MIN_LENGTH", "14",
                "GATEHOUSE_PASSWORD_POLICY_ROLES_ADMIN_MAX_AGE", "90d");
        StandardEnvironment variables = new StandardEnvironment();
        variables
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));

        PasswordPolicyProperties properties =
                Binder.get(variables).bindOrCreate("gatehouse.password.policy", PasswordPolicyProperties.class);

        assertThat(properties.everybody().minLength()).isEqualTo(10);
        assertThat(properties.of(Set.of("admin")).minLength()).isEqualTo(14);
        assertThat(properties.of(Set.of("admin")).maxAge()).isEqualTo(Duration.ofDays(90));
    }

    private static Optional<String> refusal(PasswordRule rule, String password) {
        return rule.refusal(PasswordCandidate.of(password, ZOE), DEFAULTS).map(PasswordAdvice::key);
    }
}
