package io.gatehouse.demo.wire;

/** A name, its value as it may be shown, and what it is for in a word or two (or blank). */
public record Field(String name, String value, String meaning) {

    static Field of(String name, String value) {
        return new Field(name, Masking.value(name, value), Glossary.meaning(name));
    }
}
