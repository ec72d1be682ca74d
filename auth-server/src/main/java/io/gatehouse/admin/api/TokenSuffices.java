package io.gatehouse.admin.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that tells nothing but what the source code tells: every live token for this API may call it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface TokenSuffices {

    /** One sentence for the API's description. */
    String summary();
}
