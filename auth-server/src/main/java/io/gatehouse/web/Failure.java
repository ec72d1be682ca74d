package io.gatehouse.web;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;

/**
 * What a caller learns of a failure: a status and a stable code.
 *
 * @param status the HTTP status
 * @param code a constant of {@link ErrorCode}, or the name of the HTTP status
 */
record Failure(int status, String code) {

    static final String ATTRIBUTE = Failure.class.getName();

    /** Finds the most telling cause. */
    static Failure of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < 10; depth++) {
            Failure known = known(cause);
            if (known != null) {
                return known;
            }
            Throwable next = cause.getCause();
            if (next == null) {
                break;
            }
            cause = next;
        }
        return of(HttpStatus.INTERNAL_SERVER_ERROR.value());
    }

    static Failure of(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Failure(status, known == null ? "ERROR" : known.name());
    }

    private static @Nullable Failure known(Throwable cause) {
        return switch (cause) {
            case GatehouseException refusal -> of(refusal.code());
            case ErrorResponse response -> of(response.getStatusCode().value());
            case DataAccessResourceFailureException away -> of(ErrorCode.UNAVAILABLE);
            case TransientDataAccessException away -> of(ErrorCode.UNAVAILABLE);
            case CannotCreateTransactionException away -> of(ErrorCode.UNAVAILABLE);
            case TransactionSystemException away -> of(ErrorCode.UNAVAILABLE);
            case SQLException sql when connectionLost(sql) -> of(ErrorCode.UNAVAILABLE);
            case org.apache.tomcat.util.http.InvalidParameterException bad -> of(bad.getErrorCode());
            default -> null;
        };
    }

    private static Failure of(ErrorCode code) {
        return new Failure(code.status(), code.name());
    }

    /** SQLSTATE class 08 (connection) and 57P (the server is going down or coming up). */
    private static boolean connectionLost(SQLException sql) {
        String state = sql.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
