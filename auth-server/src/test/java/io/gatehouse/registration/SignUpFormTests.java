package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpFormTests {

    @ParameterizedTest
    @Tag("attack-6")
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil",
                "/a b"
            })
    void nextWhenNotAPathOfThisServerThenDropped(String text) {
        assertThat(SignUpForm.next(text)).isEmpty();
    }

    @Test
    void nextWhenPathThenKeptUpToItsLimit() {
        assertThat(SignUpForm.next("/oauth2/authorize?x=1")).isEqualTo("/oauth2/authorize?x=1");
        assertThat(SignUpForm.next("/" + "x".repeat(3999))).hasSize(4000);
        assertThat(SignUpForm.next("/" + "x".repeat(4000))).isEmpty();
    }
}
