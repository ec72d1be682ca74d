package io.gatehouse.password;

import org.jspecify.annotations.Nullable;

/** The spellings of one hash function that this server can check. */
interface HashFamily {

    /**
     * The hash, or null if it is of another family. Throws {@link IllegalArgumentException} with a sentence for the operator
     * if it is of this one but costs more than a sign-in may.
     */
    @Nullable
    ParsedHash parse(String encoded);
}
