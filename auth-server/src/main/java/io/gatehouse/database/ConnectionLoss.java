package io.gatehouse.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells "the database is away or overloaded, come back later" from every other failure. */
final class ConnectionLoss {

    /** connection_exception; operator_intervention, as when the server is going down or coming up. */
    private static final List<String> CLASSES = List.of("08", "57P");

    /** too_many_connections, query_canceled. */
    private static final Set<String> STATES = Set.of("53300", "57014");

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
            String state = sql.getSQLState();
            return STATES.contains(state) || CLASSES.stream().anyMatch(state::startsWith);
        }
        if (cause instanceof TransactionSystemException rollback) {
            // the rollback failed, too, and hides why it was tried
            return in(rollback.getApplicationException());
        }
        return cause instanceof SQLTransientConnectionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof TransientDataAccessResourceException
                || cause instanceof QueryTimeoutException;
    }
}
