package io.gatehouse.client;

import java.util.List;

/** Scopes that a feature of this server brings along. They exist without being stored, and nobody can redefine them. */
public interface BuiltInScopes {

    /** The same list at every call. */
    List<Scope> scopes();
}
