package io.gatehouse.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealmParserTests {

    @ParameterizedTest
    @CsvSource({
        "${NAME},value",
        "a${NAME}b,avalueb",
        "${NAME:other},value",
        "${NONE:http://localhost:9001}/x,http://localhost:9001/x",
        "${EMPTY:other},other",
        "$${NAME},${NAME}",
        "$NAME,$NAME",
        "${TRICK},$1 ${NAME}"
    })
    void valueWhenPlaceholderThenFilledOnce(String text, String expected) {
        RealmDocument document = parse("key: '" + text + "'");

        assertThat(document.tree().path("key").stringValue()).isEqualTo(expected);
        assertThatCode(document.problems()::stopIfAny).doesNotThrowAnyException();
    }

    @Test
    void valueWhenVariableMissingThenLineNamed() {
        assertProblem("\n\nclients:\n  - client_id: ${NONE}\n")
                .hasMessageContaining(
                        "realm.yaml line 4, clients[0].client_id: the environment variable NONE is not set");
    }

    @Test
    void documentWhenNotYamlThenLineNamedWithoutExcerpt() {
        assertProblem("a: 1\nsecret: \"topsecret\n")
                .hasMessageContaining("realm.yaml line ")
                .hasMessageContaining("not valid YAML")
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void documentWhenKeyTwiceThenRefused() {
        assertProblem("roles: []\nroles: []\n").hasMessageContaining("line 2");
    }

    @Test
    void documentWhenAliasesThenRefusedBeforeTheyGrow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertProblem(bomb.toString()).hasMessageContaining("aliases").hasMessageContaining("realm.yaml line 2");
    }

    @Test
    void documentWhenNestedTooDeepThenRefused() {
        assertProblem("a: " + "[".repeat(30) + "]".repeat(30)).hasMessageContaining("nested too deep");
        assertProblem("a: " + "[".repeat(100_000)).hasMessageContaining("realm.yaml line");
    }

    @Test
    void documentWhenSeveralOrNoMapThenRefused() {
        assertProblem("a: 1\n---\nb: 2\n").hasMessageContaining("one YAML document");
        assertProblem("- a\n").hasMessageContaining("must hold keys");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertProblem(String text) {
        return assertThatThrownBy(() -> parse(text).problems().stopIfAny());
    }

    private static RealmDocument parse(String text) {
        Map<String, String> environment = Map.of("NAME", "value", "EMPTY", "", "TRICK", "$1 ${NAME}");
        return RealmParser.parse("realm.yaml", text, new Placeholders(environment::get));
    }
}
