package io.gatehouse.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTests {

    private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238 appendix B, the vectors of HMAC-SHA-1; of their eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codeWhenVectorOfTheRfcThenAsPublished(long second, String code) {
        assertThat(Totp.code(SEED, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void stepOfWhenOneStepAwayThenFoundAndFartherThenNot() {
        Instant now = Instant.ofEpochSecond(1234567890);
        long step = Totp.step(now);
        for (long away = -3; away <= 3; away++) {
            boolean near = Math.abs(away) <= 1;
            assertThat(Totp.stepOf(Totp.code(SEED, step + away), SEED, now).isPresent())
                    .as("%d steps away", away)
                    .isEqualTo(near);
        }
        assertThat(Totp.stepOf("", SEED, now)).isEmpty();
    }

    /** RFC 4648 section 10. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32WhenVectorOfTheRfcThenAsPublished(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void digitsWhenTypedAsPeopleDoThenReadAndAnythingElseThenNothing() {
        assertThat(TypedCode.digits(" 123 456 ")).isEqualTo("123456");
        assertThat(TypedCode.digits("123-456")).isEqualTo("123456");
        assertThat(TypedCode.digits("\uff11\uff12\uff13\u00a0\u0664\u0665\u0666"))
                .isEqualTo("123456");
        assertThat(TypedCode.digits("12345a")).isEmpty();
        assertThat(TypedCode.digits("1".repeat(65))).isEmpty();
        assertThat(TypedCode.digits("123456\u0000")).isEmpty();
    }

    @Test
    void recoveryCodesWhenGeneratedThenTenDifferentOnesOfSixtyBits() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.addAll(RecoveryCodes.generate());
        }
        assertThat(codes)
                .hasSize(1000)
                .allMatch(code -> code.matches("([0-9a-hjkmnp-tv-z]{4}-){2}[0-9a-hjkmnp-tv-z]{4}"));
    }
}
