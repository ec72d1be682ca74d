package io.gatehouse.demo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that could be replayed passes. */
final class MaskingTests {

    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

    @Test
    void valueWhenSecretThenFirstSixCharacters() {
        assertThat(Masking.value("code", "abcdefghijklmnopqrstuvwxyz")).isEqualTo("abcdef…");
        assertThat(Masking.value("Authorization", "Bearer abcdefghijklmnopqrstuvwxyz"))
                .isEqualTo("Bearer abcdef…");
        assertThat(Masking.value("client_secret", "short")).isEqualTo("s…");
        assertThat(Masking.value("state", "abcdefghijklmnopqrstuvwxyz")).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void bodyWhenTokenNestedOrInTextThenMasked() {
        String body = "{\"a\":[{\"refresh_token\":\"r-0123456789abcdefghij\"}],\"b\":\"see " + JWT + " there\"}";
        assertThat(Masking.body(body, List.of()))
                .contains("r-0123…", "see eyJhbG… there")
                .doesNotContain(JWT);
        assertThat(Masking.body("plain " + JWT, List.of())).isEqualTo("plain eyJhbG…");
        assertThat(Masking.body("plain echo-of-what-was-sent", List.of("echo-of-what-was-sent")))
                .isEqualTo("plain echo-o…");
    }

    @Test
    void queryWhenItHoldsTokenThenMasked() {
        assertThat(Masking.query("http://x/y?id_token_hint=" + JWT + "&state=s%20t"))
                .extracting(Field::value)
                .containsExactly("eyJhbG…", "s t");
    }
}
