package io.gatehouse.admin.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** In place of {@link Needs}: any permission of the server opens the page, which shows what the person may see. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface NeedsAnything {}
