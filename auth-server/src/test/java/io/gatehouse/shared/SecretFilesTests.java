package io.gatehouse.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class SecretFilesTests {

    @TempDir
    Path folder;

    @Test
    void secretWhenGivenAsFileThenPropertyHasItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), " hush \n\n");

        StandardEnvironment environment = process(Map.of("GATEHOUSE_DB_PASSWORD_FILE", file.toString()));

        assertThat(environment.getProperty("GATEHOUSE_DB_PASSWORD")).isEqualTo(" hush \n");
        assertThat(Binder.get(environment)
                        .bind("gatehouse.db.password", String.class)
                        .get())
                .isEqualTo(" hush \n");
    }

    @Test
    void variableWhenNotASecretThenNotRead() {
        StandardEnvironment environment =
                process(Map.of("GATEHOUSE_REALM_FILE", "/nowhere", "OTHER_PASSWORD_FILE", "/x"));

        assertThat(environment.getPropertySources()).hasSize(3);
    }

    @Test
    void startWhenSecretGivenTwiceThenRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "hush");

        assertThatThrownBy(() -> process(
                        Map.of("GATEHOUSE_SMTP_PASSWORD_FILE", file.toString(), "GATEHOUSE_SMTP_PASSWORD", "hush")))
                .isInstanceOf(GatehouseException.class)
                .hasMessage(
                        "Both GATEHOUSE_SMTP_PASSWORD and GATEHOUSE_SMTP_PASSWORD_FILE are set: remove one of them.");
    }

    @Test
    void startWhenSecretFileMissingOrHugeThenRefused() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge"), "x".repeat(64 * 1024 + 1));

        assertThatThrownBy(() -> process(Map.of("GATEHOUSE_KEYRING_KEY_FILE", "/nowhere")))
                .hasMessageContaining("GATEHOUSE_KEYRING_KEY_FILE names '/nowhere', which cannot be read");
        assertThatThrownBy(() -> process(Map.of("GATEHOUSE_A_SECRET_FILE", huge.toString())))
                .hasMessageContaining("larger than 64 KB");
    }

    private static StandardEnvironment process(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        environment.getPropertySources().addLast(new SystemEnvironmentPropertySource("other", Map.of()));
        new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
