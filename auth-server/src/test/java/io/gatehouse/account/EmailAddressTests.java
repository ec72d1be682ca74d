package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "ann+list@mail.example.org",
                "o'hara@example.org",
                "\"ann lee\"@example.org",
                "\"a@b\"@example.org",
                "\"quote \\\" inside\"@example.org",
                "jörg@example.org",
                "ann@localhost",
                "用户@例子.广告",
                "مثال@مثال.إختبار"
            })
    void parseWhenMailCouldArriveThenAccepted(String text) {
        assertThat(EmailAddress.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "ann",
                "ann@",
                "@example.org",
                "ann@@example.org",
                "ann@one@example.org",
                "ann@exam ple.org",
                "ann lee@example.org",
                ".ann@example.org",
                "ann.@example.org",
                "a..b@example.org",
                "ann@example..org",
                "ann@.example.org",
                "ann@example.org.",
                "ann@-example.org",
                "ann@exam_ple.org",
                "ann@[127.0.0.1]",
                "\"ann@example.org",
                "\"ann\"x@example.org",
                "ann<b>@example.org",
                "ann,bob@example.org",
                "Ann <ann@example.org>",
                "ann@example.org\r\nBcc: eve@example.org",
                "\"a\r\nb\"@example.org",
                "ann\u0000@example.org",
                "an\u200bn@example.org",
                "ann\u202e@example.org",
                "ann@exam\u200dple.org",
                "ann\u2066@example.org",
                "\ufeffan\u00adn@example.org",
                "an\u3164n@example.org",
                "an\ufe0fn@example.org",
                "ann\ud800@example.org",
                "ann\ue000@example.org",
                "ann\uff20eve@example.org"
            })
    void parseWhenUnusableThenRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse(text));
    }

    @Test
    void parseWhenSurroundedByBlanksThenTrimmed() {
        assertThat(EmailAddress.parse(" \tann@example.org\u00a0\n").value()).isEqualTo("ann@example.org");
    }

    @Test
    void parseWhenCompatibilityLettersThenPlainLetters() {
        // a Kelvin sign and full-width letters must not open a second account that mail systems deliver to the first
        assertThat(EmailAddress.parse("\u212aim@\uff45xample.org").value()).isEqualTo("Kim@example.org");
    }

    @Test
    void keyWhenCaseDiffersThenEqual() {
        assertThat(EmailAddress.parse("Ann@EXAMPLE.org").key()).isEqualTo("ann@example.org");
    }

    @Test
    void keyWhenDefaultLocaleIsTurkishThenStillPlain() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(EmailAddress.parse("IVAN@EXAMPLE.INFO").key()).isEqualTo("ivan@example.info");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keyWhenDottedCapitalIThenNotMistakenForI() {
        assertThat(EmailAddress.parse("\u0130van@example.org").key())
                .isNotEqualTo(EmailAddress.parse("ivan@example.org").key());
    }

    @Test
    void keyWhenDomainIsInternationalThenAsciiLabels() {
        String key = "ann@xn--bcher-kva.example";
        assertThat(EmailAddress.parse("Ann@Bücher.example").key()).isEqualTo(key);
        assertThat(EmailAddress.parse("ann@xn--bcher-kva.example").key()).isEqualTo(key);
        assertThat(EmailAddress.parse("ann@bu\u0308cher\u3002example").key()).isEqualTo(key);
    }

    @Test
    void deliverableWhenDomainIsInternationalThenNameStaysAsTyped() {
        assertThat(EmailAddress.parse("Jörg@Bücher.example").deliverable()).isEqualTo("Jörg@xn--bcher-kva.example");
    }

    @Test
    void keyWhenParsedAgainThenSame() {
        String key = EmailAddress.parse("\u0130\u01c5@Bücher.example").key();
        assertThat(EmailAddress.parse(key).key()).isEqualTo(key);
    }

    @Test
    void parseWhenLongestThenAcceptedAndOneMoreThenRefused() {
        String domain = ("d".repeat(61) + ".").repeat(3) + "org";
        String longest = "a".repeat(64) + "@" + domain;
        assertThat(longest.length()).isEqualTo(254);
        assertThat(EmailAddress.parse(longest).value()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse("a" + longest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("a@" + "d".repeat(1_000_000) + ".org"));
    }
}
