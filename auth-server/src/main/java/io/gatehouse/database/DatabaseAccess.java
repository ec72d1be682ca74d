package io.gatehouse.database;

/**
 * Where the database is and who uses it: one role migrates, the other serves. They are the same when an operator gave
 * only one.
 */
record DatabaseAccess(String url, Login server, Login migration) {

    boolean separateRoles() {
        return !server.user().equals(migration.user());
    }
}
