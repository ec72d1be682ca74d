package io.gatehouse.admin.api;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one place where a handler of the API declares what it takes to call it. A handler without this declaration answers
 * nobody (ADR 0009).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Requires {

    /** The permission that the token's person has to hold; the token needs its scope. */
    ServerPermission value();

    /** What is touched, and so how far the permission has to extend. */
    Over over();

    /** One sentence for the API's description. */
    String summary();

    /** What is done; if it is dangerous, the person has to have shown a second factor in the last five minutes. */
    Deed does() default Deed.READ;

    /** Query parameters that the handler reads besides those of its list. */
    String[] parameters() default {};

    /** The document that is answered, for the API's description. */
    Class<?> answers() default Void.class;

    /** Whether several of these documents are answered. */
    boolean items() default false;

    /** How far a permission has to extend. */
    enum Over {
        /** Over everything: the thing belongs to nobody in particular. */
        EVERYTHING,
        /** Over the {@link AdminPerson} that the handler takes. */
        PERSON,
        /** Over the {@link AdminGroup} that the handler takes. */
        GROUP,
        /** Over somebody at all: the handler takes the {@link Scoped} reach and shows no more than that. */
        REACH
    }
}
