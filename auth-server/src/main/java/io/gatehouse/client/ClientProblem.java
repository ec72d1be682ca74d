package io.gatehouse.client;

/** One thing wrong with a registration: the metadata name of RFC 7591 (with an index for lists) and a sentence. */
public record ClientProblem(String key, String message) {

    @Override
    public String toString() {
        return key + " " + message;
    }
}
