package io.gatehouse.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells "the database is away or overloaded, come back later" from every other failure. */
final class ConnectionLoss {

    /** admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, query_canceled. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300", "57014");

    private static final int DEEPEST = 20;

    private ConnectionLoss() {}

    static boolean in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isLoss(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isLoss(Throwable cause) {
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            return sql.getSQLState().startsWith("08") || STATES.contains(sql.getSQLState());
        }
        if (cause instanceof TransactionSystemException rollback) {
            // the rollback failed, too, and hides why it was tried
            return in(rollback.getApplicationException());
        }
        return cause instanceof SQLTransientConnectionException
                || cause instanceof CannotGetJdbcConnectionException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof QueryTimeoutException;
    }
}
