package io.gatehouse.demo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.demo.DemoClientApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Settings that are wrong end the start with one sentence; right ones are read. */
@ExtendWith(OutputCaptureExtension.class)
final class DemoPropertiesTests {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "abc, ::1, http://a, http://b, http://c, one, DEMO_PORT",
        "70000, ::1, http://a, http://b, http://c, one, DEMO_PORT",
        "1, '', http://a, http://b, http://c, one, DEMO_BIND",
        "1, ::1, localhost:9002, http://b, http://c, one, DEMO_BASE_URL",
        "1, ::1, http://a, ftp://b, http://c, one, DEMO_ISSUER",
        "1, ::1, http://a, http://b, http://u@c, one, DEMO_NOTES_URL",
        "1, ::1, http://a, http://b, http://c, '', DEMO_WEB_CLIENT_SECRET"
    })
    void settingsWhenOneIsWrongThenSentenceNamesIt(
            String port, String bind, String base, String issuer, String notes, String secret, String named) {
        assertThatThrownBy(() -> new DemoProperties(
                        port,
                        bind,
                        base,
                        issuer,
                        notes,
                        "",
                        new ClientProperties("web", secret, ""),
                        new ClientProperties("reports", "two", "")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(named + " ")
                .message()
                .containsPattern("; (set|remove).*\\.$");
    }

    @ParameterizedTest
    @CsvSource({"trust-cert, /nowhere/ca.pem, DEMO_TRUST_CERT", "web.client-id, '', DEMO_WEB_CLIENT_ID"})
    void startWhenSettingWrongThenEndsWithThatSentenceAlone(
            String name, String value, String named, CapturedOutput output) {
        SpringApplication application = new SpringApplication(DemoClientApplication.class);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> application.run(
                        "--demo.port=0",
                        "--demo.web.client-secret=one",
                        "--demo.reports.client-secret=two",
                        "--demo." + name + "=" + value));
        assertThat(output.getAll())
                .contains("The demo client cannot start: " + named + " ")
                .doesNotContain("\tat ", "APPLICATION FAILED", "WARN", "Error starting");
    }

    @Test
    void secretWhenInFileThenReadWithoutLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from-file\n");
        ClientProperties client = new ClientProperties("id", "", file.toString()).checked("DEMO_WEB");
        assertThat(client.clientSecret()).isEqualTo("from-file");
        assertThat(client.toString()).doesNotContain("from-file");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> new ClientProperties("id", "", file.toString()).checked("DEMO_WEB"))
                .hasMessageStartingWith("DEMO_WEB_CLIENT_SECRET_FILE ");
    }

    @Test
    void secretWhenGivenTwiceThenRefused() {
        assertThatThrownBy(() -> new ClientProperties("id", "a", "b").checked("DEMO_WEB"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("both set");
    }
}
