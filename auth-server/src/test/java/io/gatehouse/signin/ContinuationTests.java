package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a person may be sent after signing in. */
final class ContinuationTests {

    static final List<String> EVIL = List.of(
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            " /account",
            "/account\r\nSet-Cookie: a=b",
            "/account\u0000",
            "/%2f/evil.example",
            "/%5cevil.example",
            "/account/..//evil.example",
            "/account/../../evil",
            "/account/%2e%2e/x",
            "/account//evil.example",
            "/accounts",
            "/account@evil.example",
            "/account.evil.example",
            "/oauth2/authorize",
            "/oauth2/authorize/?x",
            "/oauth2/authorize@evil?x",
            "/oauth2/token?x",
            "/oauth2/authorize?x=%zz",
            "/oauth2/authorize?x=1#fragment",
            "/oauth2/authorize?x=\u00e9",
            "/oauth2/authorize?x=<script>",
            "/sign-out",
            "/?x=\"onload=",
            "javascript:alert(1)",
            "",
            "account",
            "?x");

    static Stream<String> evil() {
        return EVIL.stream();
    }

    @ParameterizedTest
    @Tag("attack-6")
    @MethodSource("evil")
    void attack6PlaceWhenNotOursThenRefused(String candidate) {
        assertThat(Continuation.safe(candidate)).isEmpty();
        assertThat(Continuation.signInPath(candidate)).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?x=1",
                "/account",
                "/account/sessions?page=2",
                "/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid+email&state=~x"
            })
    void placeWhenOursThenAllowed(String candidate) {
        assertThat(Continuation.safe(candidate)).hasValue(candidate);
    }

    @Test
    void placeWhenTooLongOrMissingThenRefused() {
        String query = "/oauth2/authorize?state=";

        assertThat(Continuation.safe(query + "x".repeat(4000 - query.length()))).isPresent();
        assertThat(Continuation.safe(query + "x".repeat(4001 - query.length()))).isEmpty();
        assertThat(Continuation.safe(query + "%41".repeat(1300))).isPresent();
        assertThat(Continuation.safe(null)).isEmpty();
    }

    @Test
    void signInPathWhenPlaceHasAQueryThenEncoded() {
        assertThat(Continuation.signInPath("/oauth2/authorize?a=b&c=%20"))
                .isEqualTo("/sign-in?continue=%2Foauth2%2Fauthorize%3Fa%3Db%26c%3D%2520");
    }
}
