package io.gatehouse.database;

/** A database role and its password, which no log shows. */
record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
