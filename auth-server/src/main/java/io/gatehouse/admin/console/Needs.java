package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one place where a handler of the console declares what it takes to open it. A handler that declares nothing answers
 * nobody (ADR 0009).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {

    /** The permission that the person has to hold, looked up for each request. */
    ServerPermission value();

    /** What is touched, and so how far the permission has to extend. */
    Over over();

    /** What is done, or asked about first; if it is dangerous, the person has to have proved who they are in the last minutes. */
    Deed does() default Deed.READ;

    /** Where a form stands that is sent here: on the page above, or else on the page of the same path. */
    boolean formAbove() default false;

    /** How far a permission has to extend. */
    enum Over {
        /** Over everything: the thing belongs to nobody in particular. */
        EVERYTHING,
        /** Over the {@link GuardedPerson} that the handler takes. */
        PERSON,
        /** Over the {@link GuardedGroup} that the handler takes. */
        GROUP,
        /** Over somebody at all: the handler shows no more than the {@link Viewer}'s reach. */
        REACH
    }
}
