package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonalTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë O’Hara-Núñez",
                "Анна Петровна Smith",
                "Νίκος (Nikos) Παπαδόπουλος",
                "山田 太郎 Yamada",
                "محمد بن‌علی",
                "नरेन्द्र शर्मा",
                "ניקוּד",
                "Đặng Thị Hằng",
                "Ada ❤️ 3rd"
            })
    void cleanWhenPeopleAreCalledSoThenKept(String name) {
        assertThat(PersonalText.clean("  " + name + " ", 200)).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada\u202Egnp.exe", // right-to-left override
                "Ada\u2066x", // isolate
                "Ada\u200F", // right-to-left mark
                "Ada\u200Blovelace", // zero width space
                "Ada\u0000",
                "Ada\nBcc: everybody",
                "Ada\u2028x",
                "Ada\u3164", // Hangul filler
                "\u2800", // Braille blank
                "\u0410dmin", // Cyrillic A
                "Supp\u03BFrt", // Greek omicron
                "\u13A0\u0430", // Cherokee, Cyrillic
                "A\u0301\u0302\u0303\u0304\u0305\u0306\u0307da", // a tower of marks
                "\uE000",
                "\uD800"
            })
    void cleanWhenItCouldDeceiveThenNothing(String name) {
        assertThat(PersonalText.clean(name, 200)).isEmpty();
    }

    @Test
    void cleanWhenTooLongThenNothing() {
        assertThat(PersonalText.clean("a".repeat(200), 200)).isPresent();
        assertThat(PersonalText.clean("a".repeat(201), 200)).isEmpty();
        assertThat(PersonalText.clean("𠮷".repeat(200), 200)).isPresent();
        assertThat(PersonalText.clean(" ".repeat(100_000), 200)).isEmpty();
    }
}
