package io.gatehouse.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Lets every secret variable come from a file: {@code GATEHOUSE_DB_PASSWORD_FILE} names a file whose content stands for
 * {@code GATEHOUSE_DB_PASSWORD}, and so on for all that end in PASSWORD, SECRET or KEYRING_KEY.
 */
final class SecretFiles implements EnvironmentPostProcessor {

    private static final Pattern NAME = Pattern.compile("(GATEHOUSE_\\w*(?:PASSWORD|SECRET|KEYRING_KEY))_FILE");
    private static final String SYSTEM = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        PropertySource<?> system = environment.getPropertySources().get(SYSTEM);
        if (system == null || !(system.getSource() instanceof Map<?, ?> variables)) {
            return;
        }
        Map<String, Object> secrets = new HashMap<>();
        variables.forEach((key, file) -> {
            Matcher name = NAME.matcher(String.valueOf(key));
            String path = String.valueOf(file);
            if (name.matches() && !path.isBlank()) {
                requireOne(variables, name.group(1));
                secrets.put(name.group(1), read(name.group(), path));
            }
        });
        if (!secrets.isEmpty()) {
            environment
                    .getPropertySources()
                    .addBefore(
                            SYSTEM, new SystemEnvironmentPropertySource("gatehouse-secret-files-" + SYSTEM, secrets));
        }
    }

    private static void requireOne(Map<?, ?> variables, String name) {
        if (variables.containsKey(name) && !String.valueOf(variables.get(name)).isEmpty()) {
            throw refusal("Both " + name + " and " + name + "_FILE are set: remove one of them.");
        }
    }

    private static String read(String name, String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MOST_BYTES) {
                throw refusal(name + " names '" + path
                        + "', which is larger than 64 KB: name the file that holds only the " + "secret.");
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            throw refusal(name + " names '" + path
                    + "', which cannot be read as UTF-8 text: correct the path or the rights " + "of the file.");
        }
    }

    private static GatehouseException refusal(String sentence) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence);
    }
}
