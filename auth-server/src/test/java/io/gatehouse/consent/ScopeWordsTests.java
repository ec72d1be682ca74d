package io.gatehouse.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestServer;
import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ScopeWordsTests {

    private static final List<String> BUILT_IN =
            List.of("openid", "profile", "email", "phone", "address", "offline_access");

    private final TestServer server = TestServer.shared();
    private final ScopeWords words = server.bean(ScopeWords.class);

    @Test
    void scopeWhenTheServerBringsItThenItsWordsAreTranslated() {
        List<Scope> english = words.of(BUILT_IN, Locale.ENGLISH);
        List<Scope> german = words.of(BUILT_IN, Locale.GERMAN);

        assertThat(english).hasSameSizeAs(BUILT_IN);
        for (int i = 0; i < english.size(); i++) {
            assertThat(german.get(i).name()).isEqualTo(english.get(i).name());
            assertThat(german.get(i).title()).isNotEqualTo(english.get(i).title());
            assertThat(german.get(i).description()).isNotEqualTo(english.get(i).description());
        }
    }

    @Test
    void scopeWhenTheOperatorChoseTheWordsThenTheyStay() {
        Scope email = server.bean(ScopeCatalog.class).find("email");
        assertThat(email).isNotNull();
        Scope renamed = new Scope("email", null, "Write to you", email.description());
        Scope own = new Scope("orders.read", "https://orders.example.com", "See your orders", "");

        assertThat(words.translated(renamed, Locale.GERMAN)).isEqualTo(renamed);
        assertThat(words.translated(own, Locale.GERMAN)).isEqualTo(own);
    }
}
