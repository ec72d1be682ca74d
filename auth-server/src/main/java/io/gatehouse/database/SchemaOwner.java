package io.gatehouse.database;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The role that owns the schema, for the few settings that the serving role must not change. A connection each time, no pool. */
public final class SchemaOwner {

    private final DatabaseAccess access;

    SchemaOwner(DatabaseAccess access) {
        this.access = access;
    }

    public DataSource dataSource() {
        Login owner = access.migration();
        return new DriverManagerDataSource(access.url(), owner.user(), owner.password());
    }
}
