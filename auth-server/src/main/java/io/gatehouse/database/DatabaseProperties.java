package io.gatehouse.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.lang.Contract;

/**
 * The external database. Without a URL the server runs its own PostgreSQL in the data folder.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, or nothing for the embedded one
 * @param user the role that serves
 * @param password its password
 * @param migrationUser the role that owns the schema and migrates it; without one the serving role does
 * @param migrationPassword its password
 * @param poolSize most connections that this node opens for requests
 */
@ConfigurationProperties("gatehouse.db")
record DatabaseProperties(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String migrationUser,
        @Nullable String migrationPassword,
        @DefaultValue("20") int poolSize) {

    private static final int MOST_EMBEDDED = 50;
    private static final int MOST_EXTERNAL = 1000;

    DatabaseProperties {
        url = blankToNull(url);
        user = blankToNull(user);
        migrationUser = blankToNull(migrationUser);
        if (url == null) {
            require(
                    user == null && migrationUser == null,
                    "gatehouse.db.url (GATEHOUSE_DB_URL) is missing although a database user is set: give the URL of the "
                            + "external database, or remove the user to run the embedded one.");
        } else {
            requireUsable(url, user, migrationUser);
        }
        int most = url == null ? MOST_EMBEDDED : MOST_EXTERNAL;
        require(
                poolSize >= 1 && poolSize <= most,
                "gatehouse.db.pool-size (GATEHOUSE_DB_POOL_SIZE) must be from 1 to " + most + ", but is " + poolSize
                        + ".");
    }

    boolean external() {
        return url != null;
    }

    /** The roles of the external database; only to be called when there is one. */
    DatabaseAccess access() {
        if (url == null || user == null) {
            throw new IllegalStateException("The database is embedded.");
        }
        Login server = new Login(user, password == null ? "" : password);
        Login migration = migrationUser == null
                ? server
                : new Login(migrationUser, migrationPassword == null ? "" : migrationPassword);
        return new DatabaseAccess(url, server, migration);
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url + ", user=" + user + ", migrationUser=" + migrationUser + ", poolSize="
                + poolSize + "]";
    }

    private static void requireUsable(String url, @Nullable String user, @Nullable String migrationUser) {
        require(
                url.startsWith("jdbc:postgresql:"),
                "gatehouse.db.url (GATEHOUSE_DB_URL) must look like jdbc:postgresql://host:5432/gatehouse: PostgreSQL is "
                        + "the only database.");
        require(
                !url.contains("password="),
                "gatehouse.db.url (GATEHOUSE_DB_URL) must not hold a password: move it to gatehouse.db.password "
                        + "(GATEHOUSE_DB_PASSWORD or GATEHOUSE_DB_PASSWORD_FILE).");
        require(
                user != null,
                "gatehouse.db.user (GATEHOUSE_DB_USER) is missing: name the role that the server runs as.");
        require(
                !user.equals(migrationUser),
                "gatehouse.db.migration-user (GATEHOUSE_DB_MIGRATION_USER) must be another role than gatehouse.db.user "
                        + "(GATEHOUSE_DB_USER): name the role that owns the schema, or remove it.");
    }

    @Contract("false, _ -> fail")
    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
