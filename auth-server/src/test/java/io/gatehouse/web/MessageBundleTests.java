package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundle says everything in every language, with the same blanks to fill in, and every page only asks for what is there. */
final class MessageBundleTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern BLANK = Pattern.compile("\\{(\\d+)");
    /** A message that a template names as it is; those that it puts together are tried out by the pages' own tests. */
    private static final Pattern NAMED = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]*[A-Za-z0-9])[}(]");

    /** Each language but English with each bundle. */
    record Translation(Path english, Path translated) {}

    static Stream<Translation> translations() throws IOException {
        return englishBundles().stream()
                .flatMap(english -> Languages.TAGS.stream()
                        .filter(tag -> !tag.equals("en"))
                        .map(tag -> new Translation(english, translated(english, tag))));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void bundleWhenTranslatedThenNothingIsMissingOrLeftOverOrOfAnotherShape(Translation translation) {
        Properties english = load(translation.english());
        Properties translated = load(translation.translated());

        assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(blanks(translated, key)).as(key).isEqualTo(blanks(english, key));
            assertThat(translated.getProperty(key)).as(key).isNotBlank();
            assertThat(apostrophes(translated, key))
                    .as("single apostrophe beside a blank in %s", key)
                    .isZero();
            if (!blanks(translated, key).isEmpty()) {
                assertThatCode(() -> new MessageFormat(translated.getProperty(key)))
                        .as(key)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void templateWhenItNamesAMessageThenThereIsOne() throws IOException {
        Set<String> known = englishBundles().stream()
                .flatMap(bundle -> load(bundle).stringPropertyNames().stream())
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher named = NAMED.matcher(Files.readString(file));
                while (named.find()) {
                    if (!known.contains(named.group(1))) {
                        missing.add(file.getFileName() + ": " + named.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Set<Path> englishBundles() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.getFileName().toString().contains("_"))
                    .collect(Collectors.toSet());
        }
    }

    private static Path translated(Path english, String tag) {
        String name = english.getFileName().toString();
        return english.resolveSibling(name.replace(".properties", "_" + tag + ".properties"));
    }

    private static Set<String> blanks(Properties bundle, String key) {
        Set<String> blanks = new TreeSet<>();
        Matcher blank = BLANK.matcher(bundle.getProperty(key));
        while (blank.find()) {
            blanks.add(blank.group(1));
        }
        return blanks;
    }

    /** In a message with blanks a lone apostrophe quotes what follows it, and the blanks stay empty. */
    private static long apostrophes(Properties bundle, String key) {
        String text = bundle.getProperty(key);
        return BLANK.matcher(text).find()
                ? text.replace("''", "").chars().filter(point -> point == '\'').count()
                : 0;
    }

    private static Properties load(Path file) {
        Properties bundle = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
