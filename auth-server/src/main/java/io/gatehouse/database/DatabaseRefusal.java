package io.gatehouse.database;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns what a database says at start into one sentence that names the setting to correct. */
final class DatabaseRefusal {

    private DatabaseRefusal() {}

    static GatehouseException of(String url, String user, SQLException e) {
        String state = e.getSQLState();
        String remedy = switch (state == null ? "" : state) {
            case "28P01", "28000" ->
                "check the user and password (gatehouse.db.user, gatehouse.db.password: GATEHOUSE_DB_USER, "
                        + "GATEHOUSE_DB_PASSWORD; likewise gatehouse.db.migration-user)";
            case "3D000" -> "create that database or correct gatehouse.db.url (GATEHOUSE_DB_URL)";
            case "42501", "42704" ->
                "create the roles and give them the rights that db/README.md lists, or correct "
                        + "gatehouse.db.user and gatehouse.db.migration-user";
            default -> "check that it runs and that gatehouse.db.url (GATEHOUSE_DB_URL) is right";
        };
        return new GatehouseException(
                ErrorCode.MISCONFIGURED,
                "The database at " + url + " refused the user '" + user + "' (" + oneLine(e.getMessage()) + "): "
                        + remedy + ".",
                e);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no reason given" : message.replaceAll("\\s+", " ");
    }
}
