package io.gatehouse.trace;

import io.gatehouse.keyring.RandomTokens;
import java.util.Base64;

/** The short name of an authorization request, the same at each of its visits. It tells nothing of the request. */
public final class FlowName {

    private static final int LENGTH = 22;

    private FlowName() {}

    /** From the request's canonical query. */
    public static String of(String canonicalQuery) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(RandomTokens.sha256("flow " + canonicalQuery))
                .substring(0, LENGTH);
    }
}
