package io.gatehouse.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "notes.port, 70000, NOTES_PORT",
        "notes.port, nine, NOTES_PORT",
        "notes.bind, evil.example, NOTES_BIND",
        "notes.bind, 999.1.1.1, NOTES_BIND",
        "notes.issuer, localhost:9000, NOTES_ISSUER",
        "notes.issuer, https://id.example.org/?a=b, NOTES_ISSUER",
        "notes.issuer, http://id.example.org, NOTES_ISSUER",
        "notes.resource, http://localhost.example.org, NOTES_RESOURCE",
        "notes.resource, '', NOTES_RESOURCE",
        "notes.data, a;b, NOTES_DATA",
        "notes.introspection.client-id, '', NOTES_INTROSPECTION_CLIENT_ID",
        "notes.introspection.client-secret-file, /nowhere/secret, NOTES_INTROSPECTION_CLIENT_SECRET_FILE"
    })
    void startWhenSettingIsWrongThenOneSentenceNamesIt(
            String property, String value, String variable, CapturedOutput output) {
        List<String> lines = startAndFail(output, "--" + property + "=" + value);
        assertThat(lines).singleElement().asString().contains("The setting " + property + " (" + variable + ") ", ": ");
    }

    @Test
    void startWhenDataFolderIsAFileThenOneSentenceNamesIt(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(startAndFail(output, "--notes.data=" + file.resolve("notes")))
                .singleElement()
                .asString()
                .contains("The setting notes.data (NOTES_DATA) ");
    }

    @Test
    void startWhenSecretIsGivenTwiceThenRefusedWithoutTellingIt(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from-file\n");
        List<String> lines = startAndFail(
                output,
                "--notes.introspection.client-secret=from-value",
                "--notes.introspection.client-secret-file=" + file);
        assertThat(lines).singleElement().asString().contains("is given twice").doesNotContain("from-");
    }

    @Test
    void settingsWhenGivenAsEnvironmentVariablesThenBound() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from-file\n");
        NotesProperties properties = bound(Map.of(
                "NOTES_PORT", "0",
                "NOTES_BIND", "0.0.0.0",
                "NOTES_ISSUER", "https://id.example.org/realm",
                "NOTES_RESOURCE", "https://api.example.org/",
                "NOTES_DATA", folder.toString(),
                "NOTES_INTROSPECTION_CLIENT_ID", "me",
                "NOTES_INTROSPECTION_CLIENT_SECRET_FILE", file.toString()));
        assertThat(properties.portNumber()).isZero();
        assertThat(properties.bindAddress().isAnyLocalAddress()).isTrue();
        assertThat(properties.issuer()).isEqualTo("https://id.example.org/realm");
        assertThat(properties.baseUrl()).isEqualTo("https://api.example.org");
        assertThat(properties.dataFolder()).isEqualTo(folder);
        assertThat(properties.introspection().clientId()).isEqualTo("me");
        assertThat(properties.introspection().secret()).isEqualTo("from-file");
        assertThat(properties.toString()).doesNotContain("from-file");
    }

    @Test
    void settingsWhenNothingIsGivenThenDefaults() {
        NotesProperties properties = bound(Map.of());
        assertThat(properties.portNumber()).isEqualTo(9001);
        assertThat(properties.bindAddress().isLoopbackAddress()).isTrue();
        assertThat(properties.issuer()).isEqualTo("http://localhost:9000");
        assertThat(properties.resource()).isEqualTo("http://localhost:9001");
        assertThat(properties.introspection().clientId()).isEqualTo("notes-api");
        assertThat(properties.introspection().secret()).isNull();
    }

    private static NotesProperties bound(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("notes", NotesProperties.class);
    }

    private static List<String> startAndFail(CapturedOutput output, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--notes.port=0");
        String[] used = arguments[0].startsWith("--notes.port") ? arguments : all.toArray(String[]::new);
        assertThatThrownBy(() -> SpringApplication.run(NotesApplication.class, used))
                .isInstanceOf(Exception.class);
        return output.getAll().lines().filter(line -> !line.isBlank()).toList();
    }
}
