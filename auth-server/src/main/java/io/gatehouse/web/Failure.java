package io.gatehouse.web;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
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
            case ConcurrencyFailureException contended -> of(ErrorCode.UNAVAILABLE);
            case org.apache.tomcat.util.http.InvalidParameterException bad -> of(bad.getErrorCode());
            default -> null;
        };
    }

    private static Failure of(ErrorCode code) {
        return new Failure(code.status(), code.name());
    }
}
