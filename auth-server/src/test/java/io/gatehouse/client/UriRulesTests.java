package io.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UriRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback",
                "https://app.example:8443/callback?tenant=1",
                "http://localhost:9002/callback",
                "http://127.0.0.1/callback",
                "http://[::1]:8080/callback",
                "com.example.app:/callback",
                "com.example.app://callback"
            })
    void redirectWhenUsableThenAccepted(String uri) {
        assertThat(UriRules.redirect(uri)).isNull();
    }

    @Tag("attack-3")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://*.example/callback",
                "https://app.example/*",
                "https://app.example/callback*",
                "*",
                "https://app[.]example/cb",
                "https://app.example/.*"
            })
    void redirectWhenWildcardOrPatternThenRefused(String uri) {
        assertThat(UriRules.redirect(uri)).isNotNull();
        assertThat(UriRules.postLogout(uri)).isNotNull();
    }

    @Tag("attack-4")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/cb?code=1",
                "https://app.example/cb?x=1&state=2",
                "https://app.example/cb?iss=https://evil.example",
                "https://app.example/cb?error=x",
                "https://app.example/cb?%63ode=1",
                "https://app.example/cb?CODE=1",
                "https://app.example/cb?x;code=1",
                "com.example.app:cb?code=1"
            })
    void redirectWhenQueryHasResponseParameterThenRefused(String uri) {
        assertThat(UriRules.redirect(uri)).contains("response parameter");
    }

    @Tag("attack-5")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://app.example/x",
                "about:blank",
                "ws://app.example/",
                "ftp://app.example/",
                "myapp:/callback"
            })
    void uriWhenSchemeDangerousThenRefusedEverywhere(String uri) {
        assertThat(UriRules.redirect(uri)).isNotNull();
        assertThat(UriRules.postLogout(uri)).isNotNull();
        assertThat(UriRules.link(uri)).isNotNull();
    }

    @Tag("attack-1")
    @Tag("attack-2")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/callback",
                "http://localhost.evil.example/cb",
                "http://127.0.0.1.evil.example/cb",
                "https://user@app.example/cb",
                "https://user:pw@app.example/cb",
                "com.example.app://user@host/cb",
                "https://app.example/cb#fragment",
                "https://app.example/cb#",
                "https://app.example/a/../cb",
                "https://app.example/a/%2e%2e/cb",
                "https://app.example/a%2fcb",
                "https://app.example/a/..;/cb",
                "https://app.example\\cb",
                "https://app.example/ cb",
                "https://app.example/\tcb",
                "https:///cb",
                "https:app.example/cb",
                "/callback",
                "//app.example/cb",
                "",
                "https://äpp.example/cb"
            })
    void redirectWhenMalformedOrAmbiguousThenRefused(String uri) {
        assertThat(UriRules.redirect(uri)).isNotNull();
    }
}
