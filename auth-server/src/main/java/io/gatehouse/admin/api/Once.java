package io.gatehouse.admin.api;

import java.util.function.Supplier;

/** Makes a POST that carries an {@code Idempotency-Key} happen once, however often it is sent. */
interface Once {

    /** The answer of the work, or the stored answer of an earlier request with the same key and body. */
    Answer run(Supplier<Answer> work);
}
