package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INode;
import org.attoparser.dom.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No page and no mail holds text of its own: all of it comes from the bundles, so that all of it can be translated. */
final class PageTextTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern EXPRESSION = Pattern.compile("\\[\\(.*?\\)]|\\[[#/].*?]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final List<String> SHOWN_ATTRIBUTES = List.of("alt", "title", "placeholder", "aria-label", "label");

    static Stream<Path> pages() throws IOException {
        return files(".html");
    }

    static Stream<Path> pageMails() throws IOException {
        return pages().filter(page -> page.startsWith(TEMPLATES.resolve("mail")));
    }

    static Stream<Path> textMails() throws IOException {
        return files(".txt");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageWhenReadThenEveryTextIsAPrototypeOfAMessage(Path page) throws IOException, ParseException {
        DOMMarkupParser parser = new DOMMarkupParser(ParseConfiguration.htmlConfiguration());
        List<String> literal = new ArrayList<>();
        parser.parse(page.toString(), Files.readString(page)).getChildren().forEach(node -> collect(node, literal));

        assertThat(literal).as("literal text in %s", page).isEmpty();
    }

    private static void collect(INode node, List<String> literal) {
        if (node instanceof Text text && LETTER.matcher(text.getContent()).find()) {
            literal.add(text.getContent().strip());
        }
        if (!(node instanceof Element element)) {
            return;
        }
        Map<String, String> attributes = element.getAttributeMap();
        SHOWN_ATTRIBUTES.stream()
                .filter(name ->
                        LETTER.matcher(attributes.getOrDefault(name, "")).find())
                .filter(name -> !attributes.containsKey("th:" + name))
                .forEach(name -> literal.add(name + "=" + attributes.get(name)));
        if (attributes.containsKey("th:text") || replaced(element, attributes)) {
            return;
        }
        element.getChildren().forEach(child -> collect(child, literal));
    }

    /** A fragment stands in for the element, except on the root, where it is the layout and the content is ours. */
    private static boolean replaced(Element element, Map<String, String> attributes) {
        return attributes.containsKey("th:replace") && !element.elementNameMatches("html");
    }

    @ParameterizedTest
    @MethodSource("pageMails")
    void mailWhenItIsAPageThenItSaysItsLanguageAndDirection(Path page) throws IOException {
        assertThat(Files.readString(page))
                .contains("th:lang=\"#{mail.language}\"")
                .contains("th:dir=\"#{mail.direction}\"");
    }

    @ParameterizedTest
    @MethodSource("textMails")
    void mailWhenReadThenEveryTextIsAMessage(Path mail) throws IOException {
        Matcher expressions = EXPRESSION.matcher(Files.readString(mail));
        assertThat(expressions.replaceAll("")).as("literal text in %s", mail).doesNotContainPattern(LETTER);
    }

    private static Stream<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}
