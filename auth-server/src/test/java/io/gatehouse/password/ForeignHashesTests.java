package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/** Hashes that other programs made: recognised, wrapped, and refused when they cost too much. */
final class ForeignHashesTests {

    private static final String SALT = "c29tZXNhbHRzb21lc2FsdA";
    private static final String DIGEST = "aGFzaGhhc2hoYXNoaGFzaGhhc2g";
    private static final TestHashing TEST = new TestHashing(2);
    private static final PasswordHashing HASHING = TEST.plain();

    @AfterAll
    static void close() {
        TEST.close();
    }

    /** Made by Django itself (src/test/python): plain ASCII, more than 72 bytes, and text that NFKC changes. */
    static List<DjangoHash> madeByDjango() throws IOException {
        return DjangoHash.parse(resource("django-hashes.tsv"));
    }

    /** Made by passlib, argon2-cffi, bcrypt and Python's hashlib for one password. */
    static List<String> madeByOthers() throws IOException {
        return resource("other-hashes.txt").lines().toList();
    }

    @ParameterizedTest
    @MethodSource("madeByDjango")
    void matchesWhenMadeByDjangoThenOnlyItsPassword(DjangoHash hash) {
        String stored = HASHING.imported(hash.encoded());
        assertThat(HASHING.matches(hash.password(), stored)).isTrue();
        assertThat(HASHING.outdated(stored)).isTrue();
        if (!hash.dear()) {
            assertThat(HASHING.matches("X" + hash.password().substring(1), stored))
                    .isFalse();
            assertWrapped(hash.password(), stored);
        }
    }

    @ParameterizedTest
    @MethodSource("madeByOthers")
    void matchesWhenMadeByOthersThenOnlyItsPassword(String encoded) {
        String password = "correct horse battery staple";
        String stored = HASHING.imported(encoded);
        assertThat(HASHING.matches(password, stored)).isTrue();
        assertThat(HASHING.matches("Correct horse battery staple", stored)).isFalse();
        assertWrapped(password, stored);
    }

    @Test
    void matchesWhenMadeBySpringThenOnlyItsPassword() {
        for (SCryptPasswordEncoder encoder : List.of(
                new SCryptPasswordEncoder(16_384, 8, 1, 32, 64),
                SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8())) {
            String stored = HASHING.imported(String.valueOf(encoder.encode("a p\u00e4ssword")));
            assertThat(HASHING.matches("a p\u00e4ssword", stored)).isTrue();
            assertThat(HASHING.matches("a password", stored)).isFalse();
        }
    }

    /** What wrapping must not lose, and what it must lose: the digest that was there to guess against. */
    private static void assertWrapped(String password, String stored) {
        String wrapped = HASHING.strengthened(stored);
        if (stored.contains("argon2id$v=19$m=102400")) {
            assertThat(wrapped).as("stronger than ours already").isEqualTo(stored);
            return;
        }
        assertThat(wrapped).startsWith("$gatehouse-wrap$v=1$").contains("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(HASHING.matches(password, wrapped)).isTrue();
        assertThat(HASHING.matches("another password", wrapped)).isFalse();
        assertThat(HASHING.outdated(wrapped)).isTrue();
        assertThat(HASHING.strengthened(wrapped)).as("once only").isEqualTo(wrapped);
        assertThat(recipe(wrapped)).doesNotContain(stored.substring(stored.length() - 20));
    }

    private static String recipe(String wrapped) {
        String base64 = wrapped.split("\\$")[3];
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void matchesWhenTextChangesUnderNfkcThenBothSpellingsOfAnImportedHash() {
        String stored = HASHING.imported(String.valueOf(new BCryptPasswordEncoder(4).encode("\ufb01ne password")));
        assertThat(HASHING.matches("\ufb01ne password", stored)).isTrue();
        assertThat(HASHING.matches("fine password", stored))
                .as("never hashed there")
                .isFalse();
        String renewed = HASHING.renewed("\ufb01ne password", stored, "");
        assertThat(HASHING.matches("fine password", renewed)).isTrue();
        assertThat(HASHING.matches("\ufb01ne password", renewed)).isTrue();
    }

    /** Bcrypt accepts any ending after 72 bytes; if that became the password, its owner would be locked out. */
    @Test
    void renewedWhenBcryptReadOnlyTheStartThenWrappedInsteadOfTakingTheEnding() {
        String password = "p\u00e4".repeat(24) + " the real ending";
        String stored = HASHING.imported(String.valueOf(new BCryptPasswordEncoder(4).encode("p\u00e4".repeat(24))));
        assertThat(HASHING.matches(password, stored)).isTrue();

        String renewed = HASHING.renewed("p\u00e4".repeat(24) + " mistyped", stored, "");
        assertThat(renewed).startsWith("$gatehouse-wrap$");
        assertThat(HASHING.matches(password, renewed)).isTrue();
        assertThat(HASHING.renewed(password, renewed, "")).as("stays").isEqualTo(renewed);
        assertThat(HASHING.renewed("p\u00e4".repeat(24), renewed, "")).startsWith("$argon2id$");
    }

    @Tag("attack-48")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=999999,t=2,p=1$" + SALT + "$" + DIGEST,
                "$argon2id$v=19$m=19456,t=99,p=1$" + SALT + "$" + DIGEST,
                "$argon2id$v=19$m=99999999999999999999,t=2,p=1$" + SALT + "$" + DIGEST,
                "$argon2id$v=19$m=19456,t=2,p=17$" + SALT + "$" + DIGEST,
                "$2a$31$KbQi1KbQi1KbQi1KbQi1KuKbQi1KbQi1KbQi1KbQi1KbQi1KbQi1a",
                "pbkdf2_sha256$99999999$salt$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGg=",
                "$pbkdf2-sha1$i=4000001$" + SALT + "$" + DIGEST,
                "$pbkdf2-sha512$i=1000001$" + SALT + "$" + DIGEST,
                "$pbkdf2-sha256$i=0$" + SALT + "$" + DIGEST,
                "$scrypt$ln=24,r=8,p=1$" + SALT + "$" + DIGEST,
                "$scrypt$ln=14,r=8,p=200$" + SALT + "$" + DIGEST,
                "scrypt$1073741824$salt$8$1$" + DIGEST,
                "$1effff$" + SALT + "$" + DIGEST
            })
    void attack48ImportedWhenTooCostlyThenRefusedSayingHowMuchIsTaken(String encoded) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HASHING.imported(encoded))
                .withMessageMatching("This (Argon2|bcrypt|PBKDF2|scrypt) hash (costs too much|has strength|needs).*")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(DIGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "{noop}plain",
                "",
                "!unusable",
                "md5$salt$0123456789abcdef0123456789abcdef",
                "$argon2id$v=18$m=19456,t=2,p=1$" + SALT + "$" + DIGEST,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$",
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + DIGEST + "\n",
                "$2x$10$KbQi1KbQi1KbQi1KbQi1KuKbQi1KbQi1KbQi1KbQi1KbQi1KbQi1a",
                "bcrypt_sha256$2b$10$KbQi1KbQi1KbQi1KbQi1KuKbQi1KbQi1KbQi1KbQi1KbQi1KbQi1a",
                "pbkdf2_sha256$1000$salt$aGFzaA==",
                "$pbkdf2-sha256$i=1000,l=32$" + SALT + "$" + DIGEST,
                "$scrypt$ln=14,r=0,p=1$" + SALT + "$" + DIGEST,
                "scrypt$16383$salt$8$1$" + DIGEST,
                "$scrypt$ln=14,r=8,p=1$A$" + DIGEST,
                "$gatehouse-wrap$v=1$cGxhaW4$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + DIGEST
            })
    void importedWhenNotAHashThenRefused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> HASHING.imported(encoded));
    }

    @Test
    void importedWhenWrappedTwiceThenRefused() {
        String once = HASHING.strengthened(String.valueOf(new BCryptPasswordEncoder(4).encode("old")));
        String inner = Base64.getUrlEncoder().withoutPadding().encodeToString(once.getBytes(StandardCharsets.UTF_8));
        String twice = "$gatehouse-wrap$v=1$" + inner + "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + DIGEST;
        assertThatIllegalArgumentException().isThrownBy(() -> HASHING.imported(twice));
    }

    @Test
    void scryptWhenHeapIsSmallThenRefusedWithRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScryptHashes(64L << 20).parse("$scrypt$ln=16,r=8,p=1$" + SALT + "$" + DIGEST))
                .withMessageContaining("needs 64 MiB")
                .withMessageContaining("-Xmx");
    }

    @Test
    void matchesWhenStoredHashIsBrokenThenSaysSoWithoutShowingIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HASHING.matches("any", "secret-plain-text"))
                .withMessageNotContaining("secret-plain-text");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ForeignHashesTests.class.getResourceAsStream("/password/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
