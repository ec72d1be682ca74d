package io.gatehouse.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class TextMessagesTests {

    private static final TextMessage CODE = new TextMessage("+493012345678", "Your code is 4711 0815");

    @Test
    @Tag("attack-51")
    void attack51_sendWhenNotADemoThenTheLogHoldsNeitherCodeNorNumber(CapturedOutput log) {
        new LoggedTextMessages(false).send(CODE);
        assertThat(log).contains("…78").doesNotContain("4711", "0815", "12345678");
        assertThat(CODE.toString()).doesNotContain("4711", "12345678");
    }

    @Test
    void sendWhenDemoThenTheLogShowsIt(CapturedOutput log) {
        TestServer.shared().bean(TextMessages.class).send(CODE);
        assertThat(log).contains("+493012345678: Your code is 4711 0815");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "030 123456", "+0301234567", "+49 30 123456", "+4930123456789012", "+49301234\n5678"})
    void messageWhenNumberIsNotInternationalThenRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextMessage(number, "Hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two\nlines", "null\u0000"})
    void messageWhenTextIsEmptyOrHoldsControlCharactersThenRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextMessage("+493012345678", text));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextMessage("+493012345678", "x".repeat(481)));
    }
}
